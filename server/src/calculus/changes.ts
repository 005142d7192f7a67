/** The names of changes of a variable: `dX` of one, `dX1`, `dX2`, … of the arguments of a multilinear form. */

/** `d<name>` where there is one, numbered where there are several; set apart where the name ends in a number itself: `dx1_2`. */
export function changeNames(variable: string, count: number): readonly string[] {
  if (count === 1) return [`d${variable}`];
  const apart = /\d$/u.test(variable) ? '_' : '';
  return Array.from({ length: count }, (_, i) => `d${variable}${apart}${i + 1}`);
}
