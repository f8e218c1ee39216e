// The program under test as a process of ours, ended by its id.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const binary = process.env.ONEDOOR_BINARY ?? resolve(import.meta.dirname, '../../../../target/debug/onedoor');

/**
 * Runs `command`. `ready` looks at all that it has printed and says with what it is ready; without it
 * the caller finds out by asking.
 */
export class Program {
  static async start(command, args, { ready, input = '', within = 60_000, ...options } = {}) {
    const program = new Program();
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], ...options });
    program.child = child;
    program.said = '';
    if (input) child.stdin.write(`${input}\n`);
    program.gone = new Promise((resolve) => child.once('exit', resolve));
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${command} ${args[0]} was not ready in time:\n${program.said}`)), within);
      program.log = '';
      child.stderr.on('data', (chunk) => { program.log += chunk; });
      const listen = (chunk) => {
        program.said += chunk;
        const found = ready?.(program.said);
        if (found) { clearTimeout(late); program.found = found; resolve(); }
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('error', reject);
      if (!ready) child.once('spawn', () => { clearTimeout(late); resolve(); });
      child.once('exit', (code) => { clearTimeout(late); reject(new Error(`${command} ${args[0]} ended with ${code}:\n${program.said}`)); });
    });
    return program;
  }

  async stop() {
    this.child.kill('SIGTERM');
    const hard = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
    await this.gone;
    clearTimeout(hard);
  }
}
