// Walks through the administration of Hải Dương.
import { signsIn } from './identity.mjs';

/** The sample people's user names at Hải Dương with their numbers, and rows about nobody. */
export const fileOf = (rows, nobodies = 0) => [
  'user_name,national_number',
  ...rows.map((row) => row.join(',')),
  ...Array.from({ length: nobodies }, (_, n) => `khong.co.ai.${n},0301880${String(n).padStart(5, '0')}`),
].join('\r\n');

/** Signs the administrator in, with the code that is asked for; `look` sees the page that asks for two factors. */
export async function entersAdministration(visitor, world, { look = async () => {} } = {}) {
  const hanh = world.sample('hanh');
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Faccount'));
  await visitor.follow('portal-way-dvcqg');
  await signsIn(visitor, hanh.account('id.dvcqg'));
  await visitor.sees('portal-account-title');
  await visitor.follow('admin-title');
  await visitor.sees('admin-factor-title');
  await look('factor');
  await visitor.follow('admin-factor-way');
  await visitor.sees('factor-title');
  const code = await world.code(hanh.phone, () => visitor.press('register-get-code'));
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await visitor.sees('admin-title');
}

/** Gives a file, from the dashboard or the page where files are given. */
export async function gives(visitor, name, text) {
  if (!visitor.path().endsWith('/upload')) await visitor.follow('admin-upload-title');
  await visitor.sees('admin-upload-title');
  await visitor.field('admin-upload-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await visitor.press('admin-upload-button');
}

/** Waits for a button of the page, which looks again by itself. */
export async function waitsFor(visitor, button) {
  await visitor.button(button).waitFor({ timeout: 30_000 });
}

/** Waits until the file is so far. */
export async function isInState(visitor, state) {
  await visitor.page.locator('main .status').getByText(visitor.t(state), { exact: true }).waitFor({ timeout: 30_000 });
}
