export { formOf } from '@/lib/journey/form-of'
