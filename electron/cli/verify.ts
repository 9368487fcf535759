import type { OutputOf } from '../../shared/api/index.ts';
import { EXIT } from './arguments.ts';
import type { CliCommand } from './command.ts';
import { answerOf } from './sign-in.ts';

/** Proves the journals and the ledger, and says what it looked at and what it found. */
export const verify: CliCommand = async ({ line }) => {
  const proof = answerOf(await line.call('audit.verify', { input: {} })) as OutputOf<'audit.verify'>;
  const heads = answerOf(await line.call('audit.heads', { input: {} })) as OutputOf<'audit.heads'>;
  const { findings, checked } = proof;
  const looked = [
    `${checked.audit} rows of the audit, ${checked.changes} of the change log, ${checked.checkpoints} signed checkpoints,`,
    `${checked.receipts} receipts and ${checked.records} records against the change log.`,
  ].join('\n');
  const head = `Head of the audit: ${headInWords(heads.audit)}\nHead of the change log: ${headInWords(heads.changes)}`;
  const words =
    findings.length === 0
      ? `Everything is as it was written.\nLooked at ${looked}\n${head}`
      : `${findings.length} ${findings.length === 1 ? 'thing is' : 'things are'} not as written:\n${findings
          .map((finding) => `  ${finding.words}`)
          .join('\n')}\nLooked at ${looked}\n${head}`;
  return {
    code: findings.length === 0 ? EXIT.done : EXIT.findings,
    value: { ...proof, heads: { audit: heads.audit, changes: heads.changes } },
    words,
  };
};

/** The last row of a chain as somebody writes it down to compare it later; a new store has none. */
export function headInWords({
  sequence,
  hash,
}: {
  readonly sequence: number;
  readonly hash: string;
}): string {
  return sequence === 0 ? 'none yet' : `row ${sequence}, hash ${hash}`;
}
