/** The page of the preview, before its script has run. */
export interface PageParts {
  readonly cspSource: string;
  readonly nonce: string;
  /** Scripts in the order of loading. */
  readonly scripts: readonly string[];
  /** Style sheets in the order of loading. */
  readonly styles: readonly string[];
}

/** HTML with nothing in it but addresses of our own files; all content comes by messages and is set as text. */
export function previewPage({ cspSource, nonce, scripts, styles }: PageParts): string {
  const policy = `default-src 'none'; style-src ${cspSource}; font-src ${cspSource}; img-src ${cspSource} data:; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('\n')}
<title>Derivation</title>
</head>
<body>
${scripts.map((script) => `<script nonce="${nonce}" src="${script}"></script>`).join('\n')}
</body>
</html>`;
}

/** 128 random bits, so that no other script can have it. */
export const newNonce = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
