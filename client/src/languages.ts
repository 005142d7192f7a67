/** The languages that can hold mcalc text. The manifest's activation events name the same; a test compares them. */
export const LANGUAGES = [
  'mcalc', 'python', 'julia', 'matlab', 'octave', 'r', 'c', 'cpp', 'cuda-cpp', 'rust', 'go', 'java', 'csharp', 'javascript', 'typescript',
  'javascriptreact', 'typescriptreact', 'swift', 'FortranFreeForm', 'FortranFixedForm', 'fortran', 'fortran-modern', 'latex', 'tex', 'markdown', 'quarto', 'rmd',
] as const;

export const isHost = (languageId: string): boolean => LANGUAGES.some((language) => language === languageId);
