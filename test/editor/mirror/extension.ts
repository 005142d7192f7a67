/** `mirror:/elsewhere/a/folder` shows `/a/folder`: a virtual workspace, of which the test can read what was saved. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { Disposable, EventEmitter, FileSystemError, FileType, workspace, type ExtensionContext, type FileChangeEvent, type FileStat, type FileSystemProvider, type Uri } from 'vscode';

const pathOf = ({ path }: Uri): string => path.replace(/^\/elsewhere/, '');
const missing = (uri: Uri) => (): never => { throw FileSystemError.FileNotFound(uri); };
const refuse = (): never => { throw FileSystemError.NoPermissions('files are only written here'); };
const changes = new EventEmitter<FileChangeEvent[]>();

const mirror: FileSystemProvider = {
  onDidChangeFile: changes.event,
  watch: () => new Disposable(() => undefined),
  stat: async (uri): Promise<FileStat> => {
    const found = await stat(pathOf(uri)).catch(missing(uri));
    return { type: found.isDirectory() ? FileType.Directory : FileType.File, ctime: found.ctimeMs, mtime: found.mtimeMs, size: found.size };
  },
  readDirectory: async (uri) => (await readdir(pathOf(uri), { withFileTypes: true }).catch(missing(uri))).map((entry) => [entry.name, entry.isDirectory() ? FileType.Directory : FileType.File]),
  readFile: (uri) => readFile(pathOf(uri)).catch(missing(uri)),
  writeFile: (uri, content) => writeFile(pathOf(uri), content),
  createDirectory: refuse, delete: refuse, rename: refuse,
};

export function activate({ subscriptions }: ExtensionContext): void {
  subscriptions.push(workspace.registerFileSystemProvider('mirror', mirror, { isCaseSensitive: true }));
}
