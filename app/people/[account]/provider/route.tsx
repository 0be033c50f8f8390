import { changeAccount } from '../change-account'

export const { GET, POST } = changeAccount('provider')
