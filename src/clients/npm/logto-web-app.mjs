// A web application's server with @logto/node, which @logto/next is made of. It is told over its standard
// input where the browser came back to, and tells over its standard output what it learned.
import { createInterface } from 'node:readline/promises';
import LogtoClient from '@logto/node';

const [endpoint, appId, appSecret, redirectUri, home, api] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const say = (what) => console.log(JSON.stringify(what));

const kept = new Map();
const storage = {
  getItem: async (key) => kept.get(key) ?? null,
  setItem: async (key, value) => void kept.set(key, value),
  removeItem: async (key) => void kept.delete(key),
};
const navigate = (url) => say({ navigate: url });
const client = new LogtoClient({ endpoint, appId, appSecret, resources: [api] }, { navigate, storage });

await client.signIn({ redirectUri, directSignIn: { method: 'social', target: 'alipay' } });
await client.handleSignInCallback((await lines.next()).value);
const first = await client.getAccessToken();
await client.clearAccessToken();
const second = await client.getAccessToken();
say({
  isAuthenticated: await client.isAuthenticated(),
  claims: await client.getIdTokenClaims(),
  userinfo: await client.fetchUserInfo(),
  isRefreshed: first !== second,
  api: await client.getAccessTokenClaims(api),
});
await client.signOut(home);
say({ isAuthenticated: await client.isAuthenticated() });
process.exit(0);
