/**
 * Words that begin sentences, and names that say nothing of one person. They are no warning where they
 * are written large.
 */
const words = new Set(
  `a about above after again all also although always am an and another any anybody anyone anything are
  as ask asked at away back be because been before began being both but by came can children could day
  days despite did do does during each eight either eleven even ever every everybody everyone few finally
  first five for four from get gets go goes got had has have he her here hers herself hi him himself his
  home how however i i'd i'll i'm i've if in inside instead into is it its just last later many may maybe
  me men might more most much must my myself neither never next nine no nobody none nor not nothing now
  of off often on once one only or other others our out outside over own people perhaps person police
  said saw says sees seven several she she's he's they're they've since six so some somebody someone
  something sometimes soon still such support take taken ten than that that's the their theirs them then
  there these they thing things this those though three through time to today told tonight too tomorrow
  twelve two under until up upon very was we well went were what when where whether which while who whom
  whose why will with within without woman women work worked works would yes yesterday yet you your
  monday tuesday wednesday thursday friday saturday sunday
  english british england britain uk europe nrm nhs office christmas easter god ok tv id hiv gp a&e`.split(
    /\s+/,
  ),
)

/** Whether a word is one that everybody writes, however it is written. */
export const isCommonWord = (word: string) =>
  words.has(
    word
      .toLowerCase()
      .replace(/[’‘ʼ`´]/g, "'")
      .replace(/^['-]+|['-]+$/g, ''),
  )
