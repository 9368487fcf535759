// One import in a process of its own, for its memory: `import-alone.ts <file>`; prints the greatest resident size in kB.
import { openTestPractice } from '../../support/practice.ts';
import { importAll } from './import-all.ts';

const [, , file = ''] = process.argv;
const practice = await openTestPractice();
await practice.desk.signIn('administrator');
await importAll(practice.desk, file);
practice.dispose();
process.stdout.write(`${process.resourceUsage().maxRSS}\n`);
