import { anyOf } from '@/lib/journey/kinds'

const hint = 'Select all that apply'
const sensitivity = 'fact'

/** Signs in our own words. None is proof, and few or none selected never means “no concern”. */
export const signs = {
  signsInPerson: anyOf({
    ask: 'How they look and act',
    hint,
    options: {
      afraid: 'They are afraid, or watch what they say',
      spoken_for: 'Somebody else speaks for them',
      learnt_story: 'Their story sounds learnt, or does not fit together',
      afraid_of_police: 'They are afraid of the police or of officials',
      injured: 'They have injuries, or are ill and not treated',
      worn_out: 'They look hungry, dirty or worn out',
      clothes: 'Their clothes are wrong for the weather or the work',
      few_belongings: 'They own very little, and carry no money or phone',
      cut_off: 'They are cut off from family and friends',
      lost: 'They do not know where they are or where they live',
      trained: 'They believe that they must do as they are told',
    },
    sensitivity,
  }),
  signsInWork: anyOf({
    ask: 'Their work and pay',
    hint,
    options: {
      no_contract: 'They have no contract or payslips',
      pay_to_another: 'Their pay goes to somebody else',
      deductions: 'Most of their pay goes on rent, food, travel or fines',
      no_rest: 'They have no days off',
      cannot_quit: 'They cannot leave the job',
      unsafe: 'They have no safety clothes or training',
      driven: 'Somebody drives them there very early or late',
      watched: 'Somebody watches them while they work',
      not_told: 'The work is not what they were promised',
      not_allowed: 'They work although they are not allowed to, or are too young',
    },
    sensitivity,
  }),
  signsInPlace: anyOf({
    ask: 'Where they live',
    hint,
    options: {
      at_work: 'They live where they work',
      crowded: 'Too many people live there',
      dirty: 'It is dirty, cold or unsafe',
      closed: 'Windows are covered, or doors lock from outside',
      guarded: 'There are cameras, guards or dogs',
      visitors: 'Many strangers come and go, at any hour',
      moved: 'They are moved often',
      with_exploiter: 'They live with the exploiter, or the exploiter owns the place',
      no_privacy: 'They have no bed or space of their own',
      no_choice: 'They did not choose where they live',
    },
    sensitivity,
  }),
  signsInChild: anyOf({
    ask: 'Signs in a child or young person',
    hint,
    options: {
      missing: 'They go missing',
      no_school: 'They miss school, or go to none',
      no_doctor: 'No doctor knows them',
      new_things: 'They have money, clothes or phones that nobody can explain',
      older_friends: 'They have older friends, or an older boyfriend or girlfriend',
      far_away: 'They are found far from home, or in a hotel or a stranger’s home',
      drugs: 'They carry drugs or weapons, or use drugs',
      many_children: 'One adult looks after many children who are not family',
      not_family: 'They live with adults who are not their family',
      carer: 'They do housework or care for others all day',
      sexual_health: 'They are pregnant or have a sexual infection, at a young age',
      sexual_behaviour: 'They act in sexual ways that are not right for their age',
      begging: 'They beg or sell things in the street',
      owes_money: 'They owe money, or must earn an amount each day',
      changed: 'They have changed a lot in a short time',
    },
    sensitivity,
  }),
}
