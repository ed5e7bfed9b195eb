// A single-page application with oidc-client-ts, as its documentation shows it.
import { UserManager } from 'oidc-client-ts';

const settings = await (await fetch('/settings.json')).json();
const manager = new UserManager({
  authority: settings.issuer,
  client_id: settings.clientId,
  redirect_uri: `${location.origin}/callback`,
  post_logout_redirect_uri: `${location.origin}/`,
  scope: 'openid profile offline_access',
  prompt: 'consent',
  loadUserInfo: true,
});

const show = (user) => {
  document.getElementById('person').textContent = user
    ? `Hello, ${user.profile.name} (${user.profile.sub}), until ${user.expires_at}`
    : 'Nobody is signed in';
};
const onClick = (id, action) => document.getElementById(id).addEventListener('click', action);

onClick('sign-in', () => manager.signinRedirect());
onClick('sign-out', () => manager.signoutRedirect());
onClick('refresh', async () => {
  const before = (await manager.getUser()).access_token;
  const user = await manager.signinSilent();
  show(user);
  document.title = user.access_token === before ? 'The same token' : 'Refreshed';
});

if (location.pathname === '/callback') {
  await manager.signinCallback();
  history.replaceState(null, '', '/');
}
show(await manager.getUser());
