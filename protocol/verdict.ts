/** The numerical verdict on a result, a step or a claim, as it crosses from the server to client and preview. */
export type Verdict =
  | { readonly verdict: 'pass'; readonly maxRelativeError: number; readonly points: number }
  | { readonly verdict: 'fail'; readonly maxRelativeError: number; readonly points: number; readonly reason: string }
  | { readonly verdict: 'unchecked'; readonly reason: string };
