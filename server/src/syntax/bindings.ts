/** `body where s = …, t = …`: an expression and the names of shared parts that may follow it. */
import type { Cursor } from './cursor';
import { describe } from './lex';
import { nameNode } from './nodes';
import { readExpression, NO_STOPS, type Stops } from './parseExpression';
import type { NameNode, Tree } from './tree';

export function readWithBindings(cursor: Cursor, stops: Stops = NO_STOPS): Tree {
  const start = cursor.peek().start;
  const body = readExpression(cursor, stops);
  if (!cursor.seesWord('where')) return body;
  const where = cursor.next();
  const bindings: { name: NameNode; value: Tree }[] = [];
  do {
    const token = cursor.peek();
    if (token.kind !== 'name' || !cursor.sees('=', 1)) {
      cursor.report(`After ${bindings.length === 0 ? "'where'" : "','"} a shared part is expected, as in 'where s = A*x'; found ${describe(token)}.`, token.kind === 'end' ? where : token);
      break;
    }
    cursor.next();
    cursor.next();
    bindings.push({ name: nameNode(token), value: readExpression(cursor, stops) });
  } while (cursor.takes(','));
  return bindings.length === 0 ? body : { kind: 'where', body, bindings, span: { start, end: cursor.end() } };
}
