/** The derivation beside the editor: one panel that follows the cursor, or stays where it was pinned. */
import * as vscode from 'vscode';
import type { Form } from '../../protocol/derivation';
import { type FromPage, type PreviewState, type ToPage, queryKey } from '../../protocol/preview';
import type { FileStatus } from '../../protocol/status';
import type { Subject } from '../../protocol/subject';
import { type Ask, reasonOf } from './ask';
import { copyOtherwise } from './copying';
import { type Exported, exportDerivation } from './exporting';
import { figuring } from './figuring';
import { shifted } from './following';
import { insert } from './insertion';
import { isHost } from './languages';
import { columnBeside, currentEditor, cursorOf, reveal } from './place';
import { pictureOf } from './picturing';
import { newNonce, previewPage } from './previewPage';

export const PREVIEW_TYPE = 'mcalc.derivation';

/** Moving the cursor through a file asks once, where it comes to rest. In milliseconds. */
const CURSOR_REST = 80;

const NOTHING_YET = 'Put the cursor on a query, such as “gradient f wrt w”, or select an expression and run “mcalc: Derive Selection”.';

/** Why an answer is wanted: the user asked, the cursor moved, the file changed. */
type Reason = 'asked' | 'followed' | 'edited';

export interface Preview extends vscode.Disposable {
  /** Shows `subject`, opening the panel if there is none. An expression by itself is pinned: no cursor leads back to it. */
  readonly open: (subject: Subject) => void;
  /** The server has analysed a file: what is shown of it may be out of date. */
  readonly analysed: (status: FileStatus) => void;
  /** The server has (re)started, or a setting that it reads has changed. */
  readonly refresh: () => void;
}

export function createPreview(context: vscode.ExtensionContext, ask: Ask): Preview {
  const media = vscode.Uri.joinPath(context.extensionUri, 'media');
  let panel: vscode.WebviewPanel | undefined;
  let ready = false;
  let pinned = false;
  let subject: Subject | undefined;
  let form: Form | undefined;
  /** The forms that the reader chose, by query: whoever comes back to one finds it as it was. */
  const chosen = new Map<string, Form>();
  /** What the page shows, for when it is loaded again. */
  let shown: ToPage | undefined;
  let underway: vscode.CancellationTokenSource | undefined;
  const figured = figuring(ask);
  let resting: ReturnType<typeof setTimeout> | undefined;

  const send = (message: ToPage): void => {
    if (message.type === 'show' || (message.type === 'empty' && !message.outdated)) shown = message;
    if (ready) void panel?.webview.postMessage(message);
  };
  const say = (text: string): void => { send({ type: 'said', text }); };
  const sayOf = (text: string | undefined): void => { if (text !== undefined) say(text); };

  /** Asks for `wanted` and shows the answer. */
  async function show(wanted: Subject, wantedForm: Form | undefined, reason: Reason): Promise<void> {
    underway?.cancel();
    const request = new vscode.CancellationTokenSource();
    underway = request;
    if (reason === 'asked') send({ type: 'loading' });
    try {
      const answer = await ask('mcalc/derivation', { subject: wanted, ...(wantedForm === undefined ? {} : { form: wantedForm }) }, request.token);
      if (request.token.isCancellationRequested) return;
      if (answer.kind === 'nothing') {
        // A cursor that moved off every query leaves what is shown; an edit that broke the query dims it.
        if (reason !== 'followed' || shown?.type !== 'show') send({ type: 'empty', message: answer.message, pinned, outdated: reason === 'edited' });
        return;
      }
      const kept = wantedForm === undefined ? chosen.get(queryKey(wanted, answer.id)) : undefined;
      if (kept !== undefined && kept !== answer.form) { await show(wanted, kept, reason); return; }
      subject = wanted;
      form = wantedForm;
      if (panel !== undefined) panel.title = answer.title;
      send({ type: 'show', subject: wanted, view: answer, file: fileOf(wanted), pinned });
    } catch (error) {
      if (!request.token.isCancellationRequested) send({ type: 'empty', message: reasonOf(error), pinned, outdated: false });
    } finally {
      if (underway === request) underway = undefined;
      request.dispose();
    }
  }

  /** The page draws pixels for us, one picture at a time. */
  let rastered: ((base64: string) => void) | undefined;
  const rasterise = (svg: string, width: number, height: number): Promise<string> => new Promise((resolve) => {
    rastered = resolve;
    send({ type: 'rasterise', svg, width, height });
  });

  const exported = (): Exported | undefined => (subject !== undefined && shown?.type === 'show' ? { ask, subject, view: shown.view, rasterise } : undefined);

  const again = (): void => { if (subject !== undefined) void show(subject, form, 'asked'); };

  function follow(editor: vscode.TextEditor | undefined): void {
    clearTimeout(resting);
    // A page that comes back first says what it kept: whether it was pinned, and which forms were chosen.
    if (panel?.visible !== true || !ready || pinned || editor === undefined || !isHost(editor.document.languageId)) return;
    resting = setTimeout(() => { void show({ kind: 'place', ...cursorOf(editor) }, undefined, 'followed'); }, CURSOR_REST);
  }

  async function receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        ready = true;
        if (shown !== undefined) { send(shown); follow(currentEditor()); }
        else if (message.state !== undefined) restore(message.state);
        else if (subject === undefined) send({ type: 'empty', message: NOTHING_YET, pinned, outdated: false });
        return;
      case 'form':
        if (subject !== undefined && shown?.type === 'show') {
          chosen.set(queryKey(subject, shown.view.id), message.form);
          await show(subject, message.form, 'asked');
        }
        return;
      case 'pin':
        pinned = message.pinned;
        if (shown?.type === 'show' || shown?.type === 'empty') shown = { ...shown, pinned };
        if (!pinned) follow(currentEditor());
        return;
      case 'code':
        if (subject !== undefined) {
          const { choice } = message;
          send({ type: 'code', answer: await ask('mcalc/code', { subject, ...choice }), choice });
        }
        return;
      case 'figure':
        if (subject !== undefined) {
          const { figure, wrt } = message;
          const about = { figure, ...(wrt === undefined ? {} : { wrt }) };
          const found = await figured({ subject, ...about, ...(form === undefined ? {} : { form }) });
          if (found !== undefined) send({ type: 'figure', ...about, ...found });
        }
        return;
      case 'copyCode':
        await vscode.env.clipboard.writeText(message.source);
        say('Code copied');
        return;
      case 'insert':
        if (subject?.kind === 'place') {
          const { target, quantity } = message.choice;
          const answer = await ask('mcalc/insertGradient', { uri: subject.uri, position: subject.position, target, ...(quantity === undefined ? {} : { quantity }) });
          say((answer.kind === 'refused' ? answer.message : await insert(answer)) ?? 'Code inserted');
        } else say('A selection has no place to insert into. Copy the code instead.');
        return;
      case 'copy':
        if (subject !== undefined) {
          const answer = await ask('mcalc/copy', { subject, format: message.format, extent: message.extent, ...(form === undefined ? {} : { form }) });
          if (answer.kind === 'refused') { say(answer.message); return; }
          await vscode.env.clipboard.writeText(answer.text);
          say(`Copied as ${FORMAT_NAMES[message.format]}`);
        }
        return;
      case 'picture': send({ type: 'picture', wish: message.wish, answer: await pictureOf(exported(), message.wish) }); return;
      case 'notCopied': sayOf(await copyOtherwise(exported(), message.wish)); return;
      case 'export': sayOf(await exportDerivation(exported())); return;
      case 'png': rastered?.(message.base64); return;
      case 'reveal':
        if (subject?.kind === 'place' && shown?.type === 'show') await reveal(subject.uri, message.range ?? shown.view.range ?? { start: subject.position, end: subject.position });
        return;
    }
  }

  function restore(state: PreviewState): void {
    pinned = state.pinned;
    for (const [query, of] of Object.entries(state.forms ?? {})) chosen.set(query, of);
    if (state.subject === undefined) send({ type: 'empty', message: NOTHING_YET, pinned, outdated: false });
    else void show(state.subject, undefined, 'asked');
  }

  function adopt(adopted: vscode.WebviewPanel): void {
    panel = adopted;
    ready = false;
    const address = (...path: string[]): string => adopted.webview.asWebviewUri(vscode.Uri.joinPath(media, ...path)).toString();
    adopted.webview.options = { enableScripts: true, localResourceRoots: [media] };
    adopted.webview.onDidReceiveMessage((message: FromPage) => {
      receive(message).catch((error: unknown) => { say(reasonOf(error)); });
    });
    adopted.onDidChangeViewState(() => { if (!adopted.visible) ready = false; });
    adopted.onDidDispose(() => {
      underway?.cancel();
      if (panel !== adopted) return;
      panel = undefined;
      [ready, pinned, subject, form, shown] = [false, false, undefined, undefined, undefined];
    });
    adopted.webview.html = previewPage({
      cspSource: adopted.webview.cspSource, nonce: newNonce(), scripts: [address('dist', 'katex.js'), address('dist', 'preview.js')], styles: [address('dist', 'katex.css'), address('preview.css')],
    });
  }

  const subscriptions = [
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => { follow(textEditor); }),
    vscode.window.onDidChangeActiveTextEditor(follow),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (subject?.kind !== 'place' || subject.uri !== document.uri.toString()) return;
      // Changes come last first, so the earlier ones do not move the later ones.
      for (const { range, text } of contentChanges) subject = { ...subject, position: shifted(subject.position, range, text) };
    }),
    vscode.window.registerWebviewPanelSerializer(PREVIEW_TYPE, {
      // The page hands over its state once it runs (`ready`); what VS Code kept is the same.
      deserializeWebviewPanel: (restored): Promise<void> => { adopt(restored); return Promise.resolve(); },
    }),
  ];

  return {
    open: (wanted) => {
      if (wanted.kind === 'expression') pinned = true;
      if (panel === undefined) {
        adopt(vscode.window.createWebviewPanel(PREVIEW_TYPE, 'Derivation', { viewColumn: columnBeside(uriOf(wanted)), preserveFocus: true }, { enableScripts: true, localResourceRoots: [media] }));
      } else panel.reveal(undefined, true);
      void show(wanted, undefined, 'asked');
    },
    analysed: (status) => {
      if (panel?.visible === true && subject?.kind === 'place' && subject.uri === status.uri) void show(subject, form, 'edited');
    },
    refresh: again,
    dispose: () => {
      clearTimeout(resting);
      vscode.Disposable.from(...subscriptions).dispose();
      panel?.dispose();
    },
  };
}

const FORMAT_NAMES = { latex: 'LaTeX', markdown: 'Markdown', text: 'text' } as const;

const uriOf = (subject: Subject): string | undefined => (subject.kind === 'place' ? subject.uri : subject.near?.uri);

function fileOf(subject: Subject): string {
  const uri = uriOf(subject);
  if (uri === undefined) return '';
  const notebook = vscode.workspace.notebookDocuments.find((candidate) => candidate.getCells().some(({ document }) => document.uri.toString() === uri));
  return vscode.workspace.asRelativePath(notebook?.uri ?? vscode.Uri.parse(uri));
}
