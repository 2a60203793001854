/**
 * HPKE (RFC 9180), base mode, one message: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
 * Laid out as `src/seal/suite.rs` has it: `suite (1) ‖ key id (8) ‖ enc (32) ‖ ciphertext ‖ tag (16)`.
 *
 * @typedef {{id: Uint8Array, public: Uint8Array, secret: CryptoKey}} KeyPair `id` is what envelopes name it by
 * @typedef {{info: Uint8Array, owner: Uint8Array}} Place where a sealed thing belongs; it opens nowhere else
 */
import { concat, hex } from './bytes.js';
import { HASH_BYTES, expand, extract, sha256 } from './kdf.js';

const SUITE = 1;
const KEY_ID_BYTES = 8;
const HEADER_BYTES = 1 + KEY_ID_BYTES;
const ENC_BYTES = 32;
const NONCE_BYTES = 12;
/** Bytes that sealing adds. */
export const OVERHEAD_BYTES = HEADER_BYTES + ENC_BYTES + 16;

const X25519 = { name: 'X25519' };
/** The base point of RFC 7748, section 4.1. */
const BASE = Uint8Array.of(9, ...new Uint8Array(31));
/** A PKCS #8 file (RFC 8410) up to the 32 bytes of the key: no browser takes a raw private key. */
const PKCS8 = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32);
/** HMAC fills a short key up with zeros, so these stand for the empty salt, which WebCrypto refuses. */
const NO_SALT = new Uint8Array(HASH_BYTES);

const KEM = concat('KEM', Uint8Array.of(0, 32));
const HPKE = concat('HPKE', Uint8Array.of(0, 32, 0, 1, 0, 2));

/** Something sealed could not be opened; `why` is as in `seal::OpenError` and `InvalidEnvelope`. */
export class OpenError extends Error {
  /** @param {'Suite'|'Size'|'WrongKey'|'Decrypt'|'Padding'|'Structure'} why */
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/** LabeledExtract of RFC 9180, section 4, always without salt, or LabeledExpand. */
const labeledExtract = (suite, label, material) => extract(NO_SALT, concat('HPKE-v1', suite, label, material));
const labeledExpand = (root, suite, label, info, count) =>
  expand(root, concat(Uint8Array.of(0, count), 'HPKE-v1', suite, label, info), count);

/** Names a public key: the first 8 bytes of its SHA-256. @param {Uint8Array} key */
export const keyId = async (key) => (await sha256(key)).slice(0, KEY_ID_BYTES);

/** DeriveKeyPair of RFC 9180, section 7.1.3. @param {Uint8Array} material @returns {Promise<KeyPair>} */
export async function deriveKeyPair(material) {
  const root = await labeledExtract(KEM, 'dkp_prk', material);
  const bytes = await labeledExpand(root, KEM, 'sk', '', 32);
  const pkcs8 = concat(PKCS8, bytes);
  const secret = await crypto.subtle.importKey('pkcs8', pkcs8, X25519, false, ['deriveBits']);
  const half = await agree(secret, BASE);
  return { id: await keyId(half), public: half, secret };
}

/** X25519; WebCrypto refuses points of low order. */
async function agree(secret, half) {
  const key = await crypto.subtle.importKey('raw', half, X25519, false, []);
  return new Uint8Array(await crypto.subtle.deriveBits({ ...X25519, public: key }, secret, 256));
}

async function newPair() {
  const pair = await crypto.subtle.generateKey(X25519, false, ['deriveBits']);
  return { secret: pair.privateKey, public: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)) };
}

/** ExtractAndExpand (section 4.1) and KeySchedule (section 5.1): the key and the nonce of the first message. */
export async function schedule(secret, theirs, enc, receiver, info) {
  const agreed = await labeledExtract(KEM, 'eae_prk', await agree(secret, theirs));
  const shared = await labeledExpand(agreed, KEM, 'shared_secret', concat(enc, receiver), 32);
  const idHash = await labeledExtract(HPKE, 'psk_id_hash', '');
  const infoHash = await labeledExtract(HPKE, 'info_hash', info);
  const context = concat(Uint8Array.of(0), idHash, infoHash);
  const root = await extract(shared, concat('HPKE-v1', HPKE, 'secret'));
  const raw = await labeledExpand(root, HPKE, 'key', context, 32);
  const nonce = await labeledExpand(root, HPKE, 'base_nonce', context, NONCE_BYTES);
  return { key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']), nonce };
}

/**
 * @param {Uint8Array} receiver the public key to seal to @param {Place} place @param {Uint8Array} plain
 * @param {{public: Uint8Array, secret: CryptoKey}} [ephemeral] for tests against published vectors alone
 * @returns {Promise<Uint8Array>}
 */
export async function seal(receiver, place, plain, ephemeral) {
  const own = ephemeral ?? (await newPair());
  const header = concat(Uint8Array.of(SUITE), await keyId(receiver));
  const { key, nonce } = await schedule(own.secret, receiver, own.public, receiver, place.info);
  const aad = { name: 'AES-GCM', iv: nonce, additionalData: concat(header, place.owner) };
  return concat(header, own.public, new Uint8Array(await crypto.subtle.encrypt(aad, key, plain)));
}

/**
 * @param {KeyPair} pair @param {Place} place @param {Uint8Array} sealed @param {number[]} sizes of plain text
 * @returns {Promise<Uint8Array>} the plain text, padding and all @throws {OpenError}
 */
export async function open(pair, place, sealed, sizes) {
  if (sealed[0] !== SUITE) throw new OpenError('Suite');
  if (!sizes.includes(sealed.length - OVERHEAD_BYTES)) throw new OpenError('Size');
  const header = sealed.slice(0, HEADER_BYTES);
  const enc = sealed.slice(HEADER_BYTES, HEADER_BYTES + ENC_BYTES);
  if (hex(header.slice(1)) !== hex(pair.id)) throw new OpenError('WrongKey');
  try {
    const { key, nonce } = await schedule(pair.secret, enc, enc, pair.public, place.info);
    const aad = { name: 'AES-GCM', iv: nonce, additionalData: concat(header, place.owner) };
    return new Uint8Array(await crypto.subtle.decrypt(aad, key, sealed.slice(HEADER_BYTES + ENC_BYTES)));
  } catch {
    throw new OpenError('Decrypt');
  }
}
