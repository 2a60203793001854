/** A QR code (ISO/IEC 18004) of up to 84 bytes: always version 5, level M, which holds the longest receipt. */
import { utf8 } from './bytes.js';

const SIZE = 37;
/** Data codewords in each of the two blocks, and codewords of correction that each gets. */
const BLOCK_BYTES = 43;
const CHECK_BYTES = 24;
/** Places of the three finders, and of the one alignment pattern. */
const FINDERS = [[3, 3], [SIZE - 4, 3], [3, SIZE - 4]];
const ALIGNMENT = [30, 30];
const MASKS = [
  (x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3,
  (x, y) => ((x / 3 | 0) + (y >> 1)) % 2, (x, y) => (x * y) % 2 + (x * y) % 3,
  (x, y) => ((x * y) % 2 + (x * y) % 3) % 2, (x, y) => ((x + y) % 2 + (x * y) % 3) % 2,
];

/** @param {string} text @returns {boolean[][]} rows of dark and light @throws {RangeError} when it is too long */
export function qr(text) {
  const codes = codewords(utf8(text));
  const drawings = MASKS.map((mask, number) => drawing(codes, mask, number));
  return drawings.reduce((best, next) => (penalty(next) < penalty(best) ? next : best));
}

/** The bytes with mode, length, padding and correction, the two blocks interleaved. */
function codewords(bytes) {
  const room = 2 * BLOCK_BYTES;
  if (bytes.length > room - 2) throw new RangeError('TooLarge');
  // Mode 4 and the length's first half share a byte, so all that follows is half a byte late.
  const halves = [bytes.length, ...bytes].flatMap((byte) => [byte >> 4, byte & 15]);
  halves.unshift(4);
  halves.push(0);
  const data = Array.from({ length: halves.length / 2 }, (_, i) => halves[2 * i] << 4 | halves[2 * i + 1]);
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);
  const blocks = [data.slice(0, BLOCK_BYTES), data.slice(BLOCK_BYTES)];
  const interleave = ([a, b]) => a.flatMap((code, i) => [code, b[i]]);
  return [...interleave(blocks), ...interleave(blocks.map(check))];
}

/** Product in GF(256) with the polynomial 0x11d. */
function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = product << 1 ^ (product >> 7) * 0x11d ^ (b >> bit & 1) * a;
  return product;
}

/** The Reed-Solomon remainder of a block. */
function check(block) {
  let generator = [1];
  for (let i = 0, root = 1; i < CHECK_BYTES; i++, root = times(root, 2)) {
    generator = [...generator, 0].map((code, j) => code ^ times(generator[j - 1] ?? 0, root));
  }
  const rest = [...block, ...Array(CHECK_BYTES).fill(0)];
  for (let i = 0; i < block.length; i++) {
    const first = rest[i];
    generator.forEach((code, j) => { rest[i + j] ^= times(code, first); });
  }
  return rest.slice(block.length);
}

function drawing(codes, mask, number) {
  const rows = Array.from({ length: SIZE }, () => Array(SIZE));
  // What was put first stays.
  const put = (x, y, dark) => {
    if (x >= 0 && x < SIZE && y >= 0 && y < SIZE) rows[y][x] ??= Boolean(dark);
  };
  patterns(put);
  format(put, number);
  const bits = codes.flatMap((code) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => code >> bit & 1));
  let next = 0;
  for (let right = SIZE - 1; right > 0; right -= 2) {
    // The column of the timing pattern is left out.
    if (right === 6) right = 5;
    const up = (right + 1 & 2) === 0;
    for (let i = 0; i < SIZE; i++) {
      const y = up ? SIZE - 1 - i : i;
      for (const x of [right, right - 1]) {
        if (rows[y][x] === undefined) rows[y][x] = (bits[next++] ?? 0) !== Number(mask(x, y) === 0);
      }
    }
  }
  return rows.map((row) => row.map(Boolean));
}

function patterns(put) {
  for (const [cx, cy] of FINDERS) square(put, cx, cy, 4, (ring) => ring !== 2 && ring !== 4);
  square(put, ...ALIGNMENT, 2, (ring) => ring !== 1);
  for (let i = 8; i < SIZE - 8; i++) {
    put(i, 6, i % 2 === 0);
    put(6, i, i % 2 === 0);
  }
}

/** Rings around a middle. */
function square(put, cx, cy, radius, isDark) {
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) put(cx + dx, cy + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
  }
}

/** Level M and the mask, twice, with their BCH code. */
function format(put, number) {
  let rest = number;
  for (let i = 0; i < 10; i++) rest = rest << 1 ^ (rest >> 9) * 0x537;
  const bits = (number << 10 | rest) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const dark = bits >> i & 1;
    const along = i < 6 ? i : i < 8 ? i + 1 : SIZE - 15 + i;
    const across = i < 8 ? SIZE - 1 - i : i < 9 ? 7 : 14 - i;
    put(8, along, dark);
    put(across, 8, dark);
  }
  put(8, SIZE - 8, true);
}

/** How hard a drawing is to read: the four rules of section 7.8.3. */
function penalty(rows) {
  const columns = rows.map((_, x) => rows.map((row) => row[x]));
  let sum = 0;
  for (const line of [...rows, ...columns].map((row) => row.map(Number).join(''))) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
    sum += 40 * (line.match(/(?=00001011101|10111010000)/g)?.length ?? 0);
  }
  for (let y = 1; y < SIZE; y++) {
    for (let x = 1; x < SIZE; x++) {
      const four = rows[y][x] + rows[y - 1][x] + rows[y][x - 1] + rows[y - 1][x - 1];
      if (four % 4 === 0) sum += 3;
    }
  }
  const dark = rows.flat().filter(Boolean).length * 20 / SIZE ** 2;
  return sum + 10 * Math.floor(Math.abs(dark - 10));
}
