/** What this program was started with as `--name=value`; empty for a bare `--name`, undefined without it. */
export function switchValue(name: string): string | undefined {
  const given = process.argv.find((part) => part === `--${name}` || part.startsWith(`--${name}=`));
  return given?.slice(name.length + 3);
}
