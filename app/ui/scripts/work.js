// The work that keeps programs out: for each puzzle a number whose hash with the token begins with zeros.
const text = new TextEncoder();
const hash = (words) => crypto.subtle.digest("SHA-256", text.encode(words));
const hexadecimal = (bytes) => Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, "0")).join("");
const AT_ONCE = 128;

addEventListener("message", async ({ data: { token, puzzles, bits } }) => {
  const base = hexadecimal(await hash(token));
  const begins = (bytes) => new DataView(bytes).getUint32(0) >>> (32 - bits) === 0;
  const numbers = [];
  for (let puzzle = 0; puzzle < puzzles; puzzle += 1) {
    for (let first = 0, hit = -1; hit < 0; first += AT_ONCE) {
      const tries = Array.from({ length: AT_ONCE }, (_, n) => hash(`${base}:${puzzle}:${first + n}`));
      hit = (await Promise.all(tries)).findIndex(begins);
      if (hit >= 0) numbers.push(first + hit);
    }
  }
  postMessage({ token, work: numbers.join(",") });
});
