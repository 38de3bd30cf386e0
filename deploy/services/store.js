'use strict';

// s3rver on 127.0.0.1: `node store.js FOLDER PORT BUCKET KEY_ID SECRET`, with what the protocol
// promises and s3rver does not: signatures are verified, an object is the old one or the whole new
// one, and a listing goes on with today's OpenSSL.

const fs = require('fs-extra');
const path = require('path');
const crypto = require('crypto');
const { createWriteStream } = require('fs');
const { pipeline } = require('stream/promises');
const { refusal } = require('./signed');

// s3rver hides its place in a listing with DES, which OpenSSL 3 no longer has.
const plain = { update: text => Buffer.from(text), final: () => Buffer.alloc(0) };
crypto.createCipheriv = crypto.createDecipheriv = () => plain;

const S3rver = require('s3rver');
const Account = require('s3rver/lib/models/account');
const S3Error = require('s3rver/lib/models/error');

const [folder, port, bucket, keyId, secret] = process.argv.slice(2);

Account.DUMMY_ACCOUNT.revokeAccessKey('S3RVER');
Account.DUMMY_ACCOUNT.createKeyPair(keyId, secret);

const server = new S3rver({
  address: '127.0.0.1',
  port: Number(port),
  directory: folder,
  silent: true,
  configureBuckets: [{ name: bucket }],
});
const { store } = server;

const routes = server.middleware.pop();
server.use(async (ctx, next) => {
  const code = refusal(ctx.req, keyId, secret);
  if (code) throw new S3Error(code, 'The request is not signed by who holds the key.');
  await next();
});
server.use(routes);

store.putObject = async ({ bucket: home, key, content, metadata }) => {
  const target = store.getResourcePath(home, key, 'object');
  const whole = path.join(folder, `.incoming-${crypto.randomUUID()}`);
  const digest = crypto.createHash('md5');
  let size = 0;
  const counted = async function* (pieces) {
    for await (const piece of pieces) {
      digest.update(piece);
      size += piece.length;
      yield piece;
    }
  };
  await pipeline(Buffer.isBuffer(content) ? [content] : content, counted, createWriteStream(whole));
  const md5 = digest.digest('hex');
  await fs.mkdirp(path.dirname(target));
  await store.putMetadata(home, key, metadata, md5);
  await fs.rename(whole, target);
  return { size, md5 };
};

// Folders stay: removing an empty one here meets an object that is put into it meanwhile.
store.deleteObject = async (home, key) => {
  for (const part of ['object', 'object.md5', 'metadata.json']) {
    await fs.remove(store.getResourcePath(home, key, part));
  }
};

server.run().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
