'use strict';

// AWS Signature Version 4, verified: s3rver takes any. A request is signed in its Authorization
// header, within a quarter of an hour; one that carries its signature in its address (a presigned
// one, which would outlive a withdrawal) is refused.

const { createHash, createHmac, timingSafeEqual } = require('crypto');

const FORM = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
const STAMP = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const LATEST = 15 * 60 * 1000;

const sha256 = text => createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

function canonicalRequest(request, names) {
  const [path, query = ''] = request.url.split('?');
  const parts = query.split('&').filter(Boolean);
  const whole = parts.map(part => (part.includes('=') ? part : `${part}=`)).sort();
  const headers = names.map(
    name => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`,
  );
  return [
    request.method,
    path,
    whole.join('&'),
    headers.join(''),
    names.join(';'),
    request.headers['x-amz-content-sha256'],
  ].join('\n');
}

function expected(request, secret, scope, names) {
  const stamp = request.headers['x-amz-date'];
  const text = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonicalRequest(request, names))];
  const key = scope.split('/').reduce(hmac, `AWS4${secret}`);
  return hmac(key, text.join('\n'));
}

function isFresh(stamp) {
  const [, year, month, day, ...time] = STAMP.exec(stamp ?? '') ?? [];
  return Math.abs(Date.now() - Date.UTC(year, month - 1, day, ...time)) < LATEST;
}

/** Why the request is not let in; null when it is signed by who holds the secret. */
function refusal(request, keyId, secret) {
  const [, whose, scope, signed, signature] = FORM.exec(request.headers.authorization ?? '') ?? [];
  if (!signature) return 'AccessDenied';
  if (whose !== keyId) return 'InvalidAccessKeyId';
  const names = signed.split(';');
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every(name => names.includes(name))) {
    return 'AccessDenied';
  }
  if (!isFresh(request.headers['x-amz-date'])) return 'RequestTimeTooSkewed';
  const given = Buffer.from(signature, 'hex');
  const right = expected(request, secret, scope, names);
  return timingSafeEqual(given, right) ? null : 'SignatureDoesNotMatch';
}

module.exports = { refusal };
