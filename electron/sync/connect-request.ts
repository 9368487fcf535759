import { createPrivateKey, X509Certificate } from 'node:crypto';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Credentials } from './authorize.ts';

/** Where a server is, by what its certificate is known, and how the desk signs in. */
export interface ConnectRequest {
  readonly address: string;
  readonly authorities: string | null;
  readonly credentials: Credentials;
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Throws a Refusal where a key or a certificate is none: it is said before anything is sent, and where it was typed. */
export function checkRequest({ authorities, credentials }: ConnectRequest): void {
  if (credentials.kind === 'smart' && !isSigningKey(credentials.privateKey))
    throw refusalAt(
      'privateKey',
      'sync/bad-key',
      'This is no private key that can sign. Paste the whole file, from BEGIN to END, without a password on it.',
    );
  if (authorities !== null && !areCertificates(authorities))
    throw refusalAt(
      'authorities',
      'sync/bad-authority',
      'This is no certificate. Paste the whole file of the authority, from BEGIN CERTIFICATE to END CERTIFICATE.',
    );
}

function refusalAt(field: string, code: string, sentence: string): Refusal {
  return new Refusal(code, sentence, { fields: { [field]: sentence } });
}

/** SMART asks for ES384 or RS384. */
function isSigningKey(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    return asymmetricKeyType === 'rsa' || asymmetricKeyDetails?.namedCurve === 'secp384r1';
  } catch {
    return false;
  }
}

function areCertificates(pem: string): boolean {
  try {
    return (pem.match(PEM) ?? []).map((each) => new X509Certificate(each)).length > 0;
  } catch {
    return false;
  }
}
