import sharp from 'sharp'

/** A drawing of a yard at dusk, as a photograph: nobody and no real place is in it. */
const yard = `
  <svg xmlns="http://www.w3.org/2000/svg" width="960" height="640">
    <rect width="960" height="400" fill="#8fa3ad"/><rect y="400" width="960" height="240" fill="#6b6255"/>
    <rect x="80" y="190" width="380" height="230" fill="#a8603f"/><rect x="150" y="270" width="90" height="150" fill="#3d3d46"/>
    <rect x="300" y="260" width="100" height="70" fill="#d9d2b0"/><rect x="540" y="300" width="300" height="120" rx="18" fill="#e8e8e8"/>
    <circle cx="610" cy="425" r="34" fill="#222"/><circle cx="770" cy="425" r="34" fill="#222"/>
  </svg>`

/** A PDF of one page with one line of text (ISO 32000-1, 7.5). */
const pageOf = (text: string) => {
  const stream = `BT /F1 14 Tf 72 740 Td (${text}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>\nstream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let body = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`
  const trailer = `trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(body + table + trailer, 'latin1')
}

/** Files that somebody of the demonstration adds to a case, made when they are needed. */
export const demonstrationFiles: Readonly<
  Record<string, () => Promise<{ readonly name: string; readonly bytes: Buffer }>>
> = {
  photograph: async () => ({
    name: 'IMG_0417.jpg',
    bytes: await sharp(Buffer.from(yard)).jpeg({ quality: 70 }).toBuffer(),
  }),
  letter: async () => ({
    name: 'letter.pdf',
    bytes: pageOf('Rent for October is due. Pay the man at the door, not the bank.'),
  }),
}
