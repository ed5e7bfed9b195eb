// A Capacitor app with @logto/capacitor, as its documentation shows it.
import LogtoClient from '@logto/capacitor';

const client = new LogtoClient(window.settings);
const person = document.getElementById('person');
const show = async () => {
  person.textContent = (await client.isAuthenticated())
    ? `Hello, ${(await client.fetchUserInfo()).name}`
    : 'Nobody is signed in';
};
const onClick = (id, action) =>
  document.getElementById(id).addEventListener('click', () =>
    action().then(show).catch((error) => {
      person.textContent = String(error);
    }),
  );

onClick('sign-in', () => client.signIn('com.example.app://callback'));
onClick('sign-out', () => client.signOut('com.example.app://callback/sign-out'));
onClick('refresh', async () => {
  const before = await client.getAccessToken();
  await client.clearAccessToken();
  document.title = (await client.getAccessToken()) === before ? 'The same token' : 'Refreshed';
});
await show();
