/** Code comes into files of every language where somebody who keeps them in order would put it. `vitest -u` writes the files anew. */
import { expect, test } from 'vitest';
import * as files from './files';
import { shown, withCode } from './insert';

test.each(Object.entries(files))('%s', async (languageId, cases) => {
  await expect(shown(cases, languageId)).toMatchFileSnapshot(`golden/${languageId}.txt`);
});

test('functions in a class of Python call each other through it', () => {
  const source = 'def f_value(w):\n    return w\n\n\ndef grad_f(w):\n    return w\n\n\ndef check_grad_f(w):\n    return grad_f(w) - obj.grad_f(w) + f_value(w)';
  const text = 'class Model(Base):\n    # mcalc: w : vector(d)\n    #   gradient sum(exp(w)) wrt w\n    x = 1\n';
  expect(withCode(text, 'python', { imports: [], helpers: [], definition: source, body: source })).toMatchInlineSnapshot(`
    "  class Model(Base):
          # mcalc: w : vector(d)
          #   gradient sum(exp(w)) wrt w
    +
    +     # generated
    +     @staticmethod
    +     def f_value(w):
    +         return w
    +
    +
    +     @staticmethod
    +     def grad_f(w):
    +         return w
    +
    +
    +     @staticmethod
    +     def check_grad_f(w):
    +         return Model.grad_f(w) - obj.grad_f(w) + Model.f_value(w)
    +
          x = 1
    "
  `);
});
