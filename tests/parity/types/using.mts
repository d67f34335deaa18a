// Blocks that end a client and an emulator by themselves.
import { Client, Emulator, SecretValue, type App, type cloud } from 'mendix-deploy'

async function names(): Promise<ReadonlyArray<string>> {
  using emulator = await Emulator.start()
  await using client = emulator.client()
  return (await client.apps.list()).map((app: cloud.App) => app.name)
}

const held: AsyncDisposable = new Client({
  username: 'dana@example.com',
  apiKey: new SecretValue('x'),
  proxy: 'http://proxy.example:3128',
  proxyUsername: 'dana',
  proxyPassword: new SecretValue('y'),
})
void [names, held]
export type { App }
