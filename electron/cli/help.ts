/** What `help` prints. */
export const HELP = `Anteroom from the command line

  import <file or folder>   Take over FHIR R4 resources: a Bundle as JSON, or NDJSON. Again is safe; what was
                            interrupted goes on. --source=<name> says which EHR it comes from.
  call <method>             Call one method of the desk with JSON on standard input. --operation-id=<uuid>
                            makes a call that is sent again the same one.
  verify                    Prove that no row of the audit, the change log and the ledger was edited, removed or
                            put in another order.
  doctor                    How the program, its folder and its store are. No patient data; no sign-in.
  export <folder>           Write every table as NDJSON, and the main ones as CSV, into a new or empty folder.
                            The files are NOT encrypted.
  help                      This text.

  --data=<folder>           The practice's folder.
  --json                    One line of JSON on standard output.
  --secret-file=<file>      Sign in from a file that only you can read: your initials or name on the first line,
                            your PIN on the second. Without it you are asked.
  --recovery-code-file=<file>
                            The recovery code, where this account of the PC has never opened the practice.

Everything is done as the person who signs in, with that person's permissions, and stands in the audit as done
from the command line. With the desk open it goes through the desk.

Ends with 0 done, 1 refused or failed, 2 not understood, 3 verify found something, 4 import took over only a part.
`;
