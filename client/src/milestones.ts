/** What the walkthrough ticks off by itself. */
import * as vscode from 'vscode';

export type Milestone = 'mcalc.hovered' | 'mcalc.inserted';

const passed = new Set<Milestone>();

/** A hover with a formula was shown, or code was inserted by the light bulb: kept as a context key, for the steps of the walkthrough. */
export function reached(milestone: Milestone): void {
  if (passed.has(milestone)) return;
  passed.add(milestone);
  void vscode.commands.executeCommand('setContext', milestone, true);
}
