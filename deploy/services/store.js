'use strict';

// s3rver on 127.0.0.1: `node store.js FOLDER PORT BUCKET KEY_ID SECRET`. It verifies signatures.
//
// s3rver writes an object in place, and answers before the last byte is on the disk. The protocol
// promises the old object or the whole new one, so objects are put in place by a rename here.

const fs = require('fs-extra');
const path = require('path');
const { createWriteStream } = require('fs');
const { createHash, randomUUID } = require('crypto');
const { pipeline } = require('stream/promises');
const S3rver = require('s3rver');
const Account = require('s3rver/lib/models/account');

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

store.putObject = async ({ bucket: home, key, content, metadata }) => {
  const target = store.getResourcePath(home, key, 'object');
  const whole = path.join(folder, `.incoming-${randomUUID()}`);
  const digest = createHash('md5');
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
