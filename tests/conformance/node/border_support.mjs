// A server of the test's own: it tells when a request has arrived and when its connection has gone.

import { once } from 'node:events'
import { createServer } from 'node:net'

import { Client, SecretValue } from 'mendix-deploy'

export async function silent() {
  const sockets = new Set()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', () => arrived())
    socket.on('close', () => gone())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  let arrived
  let gone
  const url = `http://127.0.0.1:${server.address().port}`
  return {
    url,
    arrived: new Promise((resolve) => (arrived = resolve)),
    gone: new Promise((resolve) => (gone = resolve)),
    client: new Client({
      username: 'dana@example.com',
      apiKey: new SecretValue('planted-secret'),
      endpoints: { deploy: url, cloud: url, repository: url },
      maxAttempts: 1,
    }),
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
