import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';

/**
 * A certificate for 127.0.0.1 that nobody else signed, with its key, both PEM. Written out by hand in DER, so that no
 * private key lies in the repository and no test needs openssl. `now` is in milliseconds since 1970.
 */
export function selfSignedCertificate(now: number): { readonly key: string; readonly cert: string } {
  const pair = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const name = sequence(set(sequence(oid(COMMON_NAME), tagged(UTF8_STRING, Buffer.from('127.0.0.1')))));
  const toBeSigned = sequence(
    tagged(0xa0, integer(2)),
    integer(1),
    sequence(oid(ECDSA_WITH_SHA256)),
    name,
    sequence(utcTime(now - DAY_MS), utcTime(now + DAY_MS)),
    name,
    pair.publicKey,
    tagged(0xa3, sequence(sequence(oid(SUBJECT_ALTERNATIVE_NAME), octets(sequence(LOOPBACK_ADDRESS))))),
  );
  const signature = sign('sha256', toBeSigned, createPrivateKey(pair.privateKey));
  const certificate = sequence(
    toBeSigned,
    sequence(oid(ECDSA_WITH_SHA256)),
    tagged(BIT_STRING, Buffer.concat([Buffer.of(0), signature])),
  );
  const read = new X509Certificate(certificate);
  if (!read.verify(createPublicKey({ key: pair.publicKey, format: 'der', type: 'spki' })))
    throw new Error('the certificate is not what it should be');
  return { key: pair.privateKey, cert: read.toString() };
}

const DAY_MS = 24 * 60 * 60_000;
const BIT_STRING = 0x03;
const UTF8_STRING = 0x0c;
const COMMON_NAME = '550403';
const SUBJECT_ALTERNATIVE_NAME = '551d11';
const ECDSA_WITH_SHA256 = '2a8648ce3d040302';
/** Tag 7 of a GeneralName: an address. */
const LOOPBACK_ADDRESS = Buffer.of(0x87, 4, 127, 0, 0, 1);

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function set(part: Buffer): Buffer {
  return tagged(0x31, part);
}

function octets(content: Buffer): Buffer {
  return tagged(0x04, content);
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function integer(value: number): Buffer {
  return tagged(0x02, Buffer.of(value));
}

function utcTime(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return tagged(0x17, Buffer.from(`${digits}Z`));
}
