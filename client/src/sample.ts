/** Something to try: a text of its own, which nobody has to save. */
import * as vscode from 'vscode';

/** The sample, in Python, the language that most readers know; `QUERY` is the line to look at first. */
export const SAMPLE = `# A comment that starts with "mcalc:" is read by mcalc, and so are the lines indented below it.
# Put the mouse on "gradient f wrt w", then press Ctrl+. (Cmd+.) on it.

# mcalc: X : matrix(n, d); w : vector(d); y : vector(n); λ : scalar
#   r = X*w - y
#   f = 1/2*norm2(r)^2 + λ/2*norm2(w)^2
#   gradient f wrt w
#   check gradient f wrt w == X'*r + λ*w
`;
const QUERY = 'gradient f wrt w\n';

/** Opens the sample with the cursor on its query; beside what is there when that is no editor of text (the walkthrough). */
export async function openSample(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'python', content: SAMPLE });
  const viewColumn = vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  const editor = await vscode.window.showTextDocument(document, { viewColumn });
  const at = document.positionAt(SAMPLE.indexOf(QUERY));
  editor.selection = new vscode.Selection(at, at);
}
