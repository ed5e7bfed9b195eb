// A web application's server with openid-client, as its documentation shows it. It is told over its
// standard input where the browser came back to, and tells over its standard output what it learned.
import { createInterface } from 'node:readline/promises';
import * as client from 'openid-client';

const [issuer, clientId, clientSecret, redirectUri, home] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const say = (what) => console.log(JSON.stringify(what));

// The tests speak http on the loopback interface; anywhere else this line is not needed.
const options = { execute: [client.allowInsecureRequests] };
const config = await client.discovery(new URL(issuer), clientId, clientSecret, undefined, options);

const verifier = client.randomPKCECodeVerifier();
const state = client.randomState();
const nonce = client.randomNonce();
say({
  authorize: client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid profile offline_access',
    prompt: 'consent',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  }).href,
});

const callback = new URL((await lines.next()).value);
const tokens = await client.authorizationCodeGrant(config, callback, {
  pkceCodeVerifier: verifier,
  expectedState: state,
  expectedNonce: nonce,
  idTokenExpected: true,
});
const { sub } = tokens.claims();
const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
say({
  sub,
  userinfo: await client.fetchUserInfo(config, refreshed.access_token, sub),
  signOut: client.buildEndSessionUrl(config, {
    id_token_hint: refreshed.id_token,
    post_logout_redirect_uri: home,
    state: 'bye',
  }).href,
});

await client.tokenRevocation(config, refreshed.refresh_token);
say({ introspection: await client.tokenIntrospection(config, refreshed.access_token) });
process.exit(0);
