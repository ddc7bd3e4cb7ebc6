// A page that does no more than take part: it answers the lock and shows what events came.
window.fallakte.subscribe((json) => {
  const event = JSON.parse(json);
  document.getElementById('events').textContent += `${event.type} `;
  if (event.type === 'lock-pending' && sessionStorage.getItem('silent') === null) {
    window.fallakte.call(JSON.stringify({ op: 'stub.draft', input: { text: 'letzter Stand' } })).then(() => {
      window.fallakte.call(JSON.stringify({ op: 'shell.lockReady', input: {} }));
    });
  }
});
