// A private Apache with mod_auth_openidc, as a relying party and as a resource server.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './http.mjs';
import { Program } from './program.mjs';

const MODULES = '/usr/lib/apache2/modules';
const LOADED = ['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'alias', 'dir', 'mime', 'headers', 'auth_openidc'];

export class Apache {
  /** `settings` are lines for the server as a whole; `pages` are files below the document root. */
  static async start({ port, settings, pages }) {
    const apache = new Apache();
    apache.dir = mkdtempSync(join(tmpdir(), 'onedoor-apache-'));
    // Apache gives up being root and must still read its pages.
    chmodSync(apache.dir, 0o755);
    const at = (name) => join(apache.dir, name);
    mkdirSync(at('htdocs'));
    for (const [name, text] of Object.entries(pages)) writeFileSync(join(at('htdocs'), name), text);
    writeFileSync(at('httpd.conf'), `
ServerRoot "${apache.dir}"
ServerName localhost:${port}
Define HTDOCS "${at('htdocs')}"
Listen 127.0.0.1:${port}
DefaultRuntimeDir "${apache.dir}"
PidFile "${at('pid')}"
Mutex file:${apache.dir}
ErrorLog "${at('error.log')}"
LogLevel warn auth_openidc:info
${LOADED.filter((name) => existsSync(join(MODULES, `mod_${name}.so`))).map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')}
User www-data
Group www-data
StartServers 1
ServerLimit 1
ThreadsPerChild 16
MaxRequestWorkers 16
DocumentRoot "${at('htdocs')}"
DirectoryIndex index.html
TypesConfig /dev/null
AddType text/html .html
${settings}
`);
    apache.program = await Program.start('/usr/sbin/apache2', ['-f', at('httpd.conf'), '-X']);
    await eventually(`Apache at port ${port}`, () => fetch(`http://127.0.0.1:${port}/`).then(() => true, () => undefined))
      .catch((error) => { throw new Error(`${error.message}\n${apache.program.said}\n${apache.log()}`); });
    return apache;
  }

  log() {
    const log = join(this.dir, 'error.log');
    return existsSync(log) ? readFileSync(log, 'utf8') : '';
  }

  async stop() {
    await this.program.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
