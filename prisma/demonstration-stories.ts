import { calm } from './demonstration-referrals'

/**
 * The cases of the demonstration that have a past: who was referred, by whom, how long ago, and how
 * far it went. Nobody in them is real. `path` names a row of demonstration-paths.ts.
 */
export interface Story {
  readonly from: string
  readonly daysAgo: number
  /** When on that day it was sent, by the clock in London. */
  readonly time: string
  readonly path: string
  readonly answers: Readonly<Record<string, unknown>>
  /** What was added straight after sending. */
  readonly details?: Readonly<Record<string, string>>
}

const agreesToAll = {
  consentNrm: 'given',
  consentSupport: 'given',
  consentPoliceIdentity: 'given',
}
const refusesAll = {
  consentNrm: 'refused',
  consentSupport: 'refused',
  consentPoliceIdentity: 'refused',
}

/** What a row adds to a calm referral. */
const about = {
  agrees: { who: 'adult', capacity: 'no_concern', ...agreesToAll },
  agreesNotToPolice: {
    who: 'adult',
    capacity: 'no_concern',
    ...agreesToAll,
    consentPoliceIdentity: 'refused',
  },
  wantsSupport: { who: 'adult', capacity: 'no_concern', ...refusesAll, consentSupport: 'given' },
  refuses: { who: 'adult', capacity: 'no_concern', ...refusesAll },
  refusesAtRisk: {
    who: 'adult',
    capacity: 'no_concern',
    ...refusesAll,
    stillExploited: 'yes',
    recentContact: 'yes',
    threats: 'yes',
  },
  notAsked: {
    who: 'adult',
    capacity: 'no_concern',
    consentNrm: 'not_asked',
    consentSupport: 'not_asked',
    consentPoliceIdentity: 'not_asked',
  },
  doubted: {
    who: 'adult',
    capacity: 'doubted',
    consentNrm: 'not_safe',
    consentSupport: 'not_safe',
    consentPoliceIdentity: 'not_safe',
    careNeeds: 'yes',
  },
  child: { who: 'child', childTold: 'yes' },
  danger: {
    who: 'adult',
    capacity: 'no_concern',
    ...agreesToAll,
    immediateDanger: 'yes',
    stillExploited: 'yes',
    recentContact: 'yes',
    whereaboutsKnown: 'yes',
    threats: 'yes',
    safePlaceTonight: 'no',
  },
} as const

const accounts: Readonly<Record<string, readonly string[]>> = {
  labour: [
    'He washed cars from seven to seven, six days a week. He was paid twenty pounds a day and slept above the garage.',
    'She packed vegetables by night. The man who found her the work keeps her card and says she still owes the fare.',
    'They laid drives for a family that moved them from town to town. Nobody was paid for the last two months.',
    'He worked in a takeaway kitchen and was told that police would lock him up if he left.',
  ],
  sexual: [
    'She was advertised online and moved every week. Somebody else answered the phone for her.',
    'A customer helped her to leave the flat. She had not been outside alone since spring.',
  ],
  criminal: [
    'He was sent to sell in another town and told that his debt doubles when stock is lost.',
    'He was found watering plants in a locked house. He had a mattress and a phone that only takes calls.',
  ],
  domestic_servitude: [
    'She cooks, cleans and minds three children from five in the morning. The family keeps her passport.',
  ],
  financial: [
    'Three accounts were opened in his name. Somebody else holds the cards and takes what is paid in.',
  ],
}

/**
 * Given name, family name, born, where, worry, referrer, what they say, path, days ago, time; and where
 * it was added after sending, gender and nationality.
 */
const table = `
  # Through hand-over to the Home Office, at every stage.
  Mihai      Ionescu     1991  stevenage            labour              nhs       agrees             positive                 96  10:05  male    Romanian
  Lan        Tran        1998  watford              sexual              charity   agrees             positive                 88  14:20  female  Vietnamese
  Kofi       Asante      1986  dacorum              labour              housing   agrees             conclusive_negative      92  09:45  male    Ghanaian
  Erjon      Gashi       2003  broxbourne           criminal            fire      agrees             negative                 61  11:30  male    Albanian
  Blerta     Krasniqi    1996  hertsmere            sexual              nhs       agrees             reconsidered             83  16:10  female  Albanian
  Tariq      Mahmood     1979  three-rivers         labour              charity   agrees             recovering               34  12:15  male    Pakistani
  Oksana     Melnyk      1990  st-albans            domestic_servitude  nhs       agrees             recovering               27  15:40  female  Ukrainian
  Viktor     Petrov      1984  east-hertfordshire   labour              housing   agrees             submitted                 6  10:50  male    Bulgarian
  Thuy       Nguyen      1999  welwyn-hatfield      sexual              school    agrees             submitted                 4  13:05  female  Vietnamese
  Samuel     Tesfaye     1993  north-hertfordshire  labour              charity   agreesNotToPolice  handed_to_charity         5  11:20  male    Eritrean
  Ana        Popescu     1988  stevenage            sexual              nhs       agrees             passed_to_district        3  09:30  female  Romanian
  Daniel     Okafor      1995  watford              financial           housing   agrees             desk_accepted             2  14:00  male    Nigerian
  Marta      Kowalska    1982  dacorum              labour              fire      agrees             waits_for_desk            4  16:45  female  Polish
  Ling       Chen        1994  hertsmere            labour              charity   agrees             withdrawn                49  10:10  female  Chinese
  # Children.
  Jayden     Cole        2010  stevenage            criminal            school    child              child_positive           74  15:25  male    British
  Amelia     Ross        2011  broxbourne           sexual              nhs       child              child_submitted           8  18:40  female  British
  Quang      Vu          2009  welwyn-hatfield      criminal            police    child              child_recovering         19  03:15  male    Vietnamese
  Tyler      Grant       2010  east-hertfordshire   criminal            council   child              desk_accepted             1  11:00  male    British
  Sofia      Marin       2012  three-rivers         domestic_servitude  school    child              waits_for_desk            2  15:50  female  Moldovan
  # Adults who refuse the Home Office.
  Ion        Rusu        1978  st-albans            labour              council   refuses            notified                 40  12:30  male    Romanian
  Gheorghe   Munteanu    1969  hertsmere            labour              district  refuses            notified                 22  09:15  male    Romanian
  Rosa       Silva       1992  watford              domestic_servitude  nhs       refuses            notify_overdue            7  17:20  female  Brazilian
  Bogdan     Ilie        1985  dacorum              labour              charity   refusesAtRisk      investigated_withheld    15  19:05  male    Romanian
  Hana       Novotna     1997  north-hertfordshire  sexual              housing   refusesAtRisk      police_accepted           1  20:10  female  Czech
  # Beacon.
  Maya       Rai         1991  watford              domestic_servitude  council   wantsSupport       needs_met                70  10:40  female  Nepali
  Luis       Moreno      1987  stevenage            labour              charity   wantsSupport       in_support               31  11:55  male    Colombian
  Aster      Haile       1994  broxbourne           domestic_servitude  nhs       wantsSupport       in_support               18  13:35  female  Eritrean
  Pavel      Horak       1980  three-rivers         labour              housing   wantsSupport       cannot_reach             26  09:05  male    Slovak
  Nimal      Perera      1975  st-albans            labour              district  wantsSupport       stepped_back             55  15:15  male    Sri_Lankan
  Jelena     Jovic       1989  hertsmere            sexual              charity   wantsSupport       beacon_accepted           1  12:20  female  Serbian
  Abdi       Warsame     1998  welwyn-hatfield      labour              council   wantsSupport       shared_for_housing       12  10:30  male    Somali
  # Police.
  Costel     Dumitru     1990  broxbourne           labour              police    agrees             charged                  99  06:40  male    Romanian
  Arta       Berisha     1995  watford              sexual              nhs       danger             night_rescue             45  23:10  female  Albanian
  Wojciech   Zielinski   1983  dacorum              labour              fire      refusesAtRisk      asked                     2  14:35  male    Polish
  Chloe      Baker       2001  stevenage            criminal            council   refusesAtRisk      answered                  5  16:00  female  British
  Sandu      Lupu        1992  north-hertfordshire  labour              district  refusesAtRisk      held                      6  11:10  male    Moldovan
  Mehmet     Kaya        1988  hertsmere            labour              charity   refusesAtRisk      lowering                  3  13:50  male    Turkish
  Irina      Ciobanu     1999  three-rivers         sexual              housing   refusesAtRisk      raised                    1  21:25  female  Romanian
  Stefan     Enache      1977  welwyn-hatfield      labour              council   refusesAtRisk      nobody_identified        64  10:00  male    Romanian
  Li         Wei         1993  st-albans            labour              nhs       refuses            declined                  9  12:05  male    Chinese
  Paula      Santos      1996  east-hertfordshire   labour              charity   refuses            declined                 30  14:15  female  Portuguese
  Radu       Matei       1981  watford              labour              district  refuses            declined_reopened        24  09:55  male    Romanian
  Emin       Aliyev      1990  dacorum              financial           housing   refusesAtRisk      overdue                   4  22:30  male    Azerbaijani
  # On hold.
  Selam      Kidane      1997  stevenage            labour              council   notAsked           waits_for_consent         3  10:25
  Yonas      Gebre       1992  watford              labour              council   notAsked           moved_to_police        17  13:20  male    Eritrean
  Nadia      Petrova     1995  dacorum              sexual              charity   notAsked           police_added           14  16:35
  Farid      Rahimi      1994  broxbourne           labour              nhs       notAsked           consent_given_later      13  15:05  male    Afghan
  George     Bright      1958  st-albans            financial           district  doubted            capacity_assessed        10  11:45  male    British
  Doris      Hunt        1949  dacorum              financial           housing   doubted            waits_for_capacity        2  09:40  female  British
  # Corrected, linked, conferred about.
  Andrei     Stan        1986  hertsmere            labour              nhs       agrees             corrected                11  13:15  male    Romanian
  Florin     Stan        1989  hertsmere            labour              nhs       agrees             linked                   11  13:40  male    Romanian
  Zara       Hussain     2010  watford              sexual              school    child              conference               16  14:50  female  British
  # They changed their mind, and one where somebody went ahead without their agreement.
  Irina      Balan       1992  watford              sexual              nhs       agrees             changed_their_mind        9  11:15  female  Moldovan
  Besnik     Leka        1995  dacorum              labour              charity   agrees             took_support_back         8  10:20  male    Albanian
  Rosa       Ferreira    1989  stevenage            domestic_servitude  nhs       refusesAtRisk      went_ahead                7  09:50  female  Brazilian
  # What was asked back: in time, and overdue.
  Sorin      Dobre       1990  watford              labour              nhs       agrees             asked_back                4  10:40  male    Romanian
  Lirije     Hoti        1997  hertsmere            sexual              charity   agrees             asked_back               12  13:25  female  Albanian
  # Somebody in the police is named in it.
  Adaeze     Obi         1994  broxbourne           sexual              charity   agreesNotToPolice  kept_from_police          2  11:35  female  Nigerian
  # So long ago that somebody has to look whether it is still needed.
  Janusz     Wilk        1971  st-albans            labour              nhs       refuses            declined                760  10:15  male    Polish
`

/** What else is known of some of them. */
const more: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Jayden: { stillExploited: 'yes' },
  Costel: { howMany: 6 },
  Zara: { stillExploited: 'yes', threats: 'yes' },
  Adaeze: { implicated: 'police' },
}

const rows = table
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(/\s+/))

const phoneOf = (index: number) => `07700 900${String(500 + index)}`

const isSaid = (says: string): says is keyof typeof about => Object.hasOwn(about, says)

/** What was added after sending. Of adults also whether they were a child then: the youngest were. */
const detailsOf = (
  born: number,
  { says, gender, nationality }: { says: string; gender: string; nationality: string },
) => ({
  ...{ gender, nationality: nationality.replace('_', ' ') },
  ...(says !== 'child' && { underAgeThen: born > 2000 ? 'yes' : 'no' }),
})

/** The stories, each with answers as the partner API would send them. */
export const demonstrationStories: readonly Story[] = rows.map((row, index) => {
  const [
    givenNames = '',
    familyName,
    born,
    areaNow,
    worry = '',
    from,
    says = '',
    path = '',
    ago,
    time = '',
    gender,
    nationality,
  ] = row
  if (!isSaid(says)) throw new Error(`Nobody says ${says}`)
  return {
    from: `referrer.${from}@demo.test`,
    daysAgo: Number(ago),
    time,
    path,
    answers: {
      ...calm,
      ...about[says],
      areaNow,
      worries: [worry],
      account: accounts[worry]?.[index % (accounts[worry]?.length ?? 1)],
      givenNames,
      familyName,
      dateOfBirth: { year: Number(born) },
      interpreter: 'no',
      contactChannels: ['phone'],
      contactPhone: phoneOf(index),
      ...more[givenNames],
    },
    ...(gender &&
      nationality && { details: detailsOf(Number(born), { says, gender, nationality }) }),
  }
})
