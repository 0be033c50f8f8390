import { county } from '@/lib/county/county'
import type { InSql } from '@/lib/database/with-actor'
import { dimensions, type DimensionName } from '@/lib/outcomes/dimensions'
import { dutyKinds } from '@/lib/casework/duties'

export interface Years {
  readonly cases: number
  /** The last day, as an ISO date in London, and how many days there are up to it. */
  readonly until: string
  readonly days: number
  /** How many there are already: their references are others. */
  readonly already?: number
}

const codesOf = (dimension: DimensionName) => Object.keys(dimensions[dimension].values)

/**
 * Loads counted cases as though they had been sent over years, as the owner of the tables: more of them
 * lately, most of few organisations and kinds, each with what happened to it up to the last day. Two in
 * a hundred are kept from somebody, and one in a hundred was erased. The same every time.
 */
export const loadYears = async (tx: InSql, { cases, until, days, already = 0 }: Years) => {
  await tx.$queryRaw`select setseed(0.42)::text`
  await tx.$queryRaw`
    with chance as (
      select i, random() as came, random() as sender, random() as type, random() as second,
        random() as age, random() as place, random() as way, random() as how, random() as look,
        random() as work, random() as stay, random() as decided, random() as other, random() as rare,
        random() as sex, random() as nation
      from generate_series(${already + 1}::integer, ${already + cases}::integer) as i
    ),
    one as (
      select *, ${until}::date - floor((1 - sqrt(came)) * ${days}::integer)::integer as on_day,
        (1 + floor(sender ^ 2 * ${county.organisations.length}::integer))::integer as organisation,
        (array['nrm', 'nrm', 'nrm', 'nrm', 'duty_to_notify', 'duty_to_notify', 'support', 'police', 'police', 'waiting'])
          [(1 + floor(way * 10))::integer] as route,
        -ln(1 - look) * 400 as minutes, (-ln(1 - stay) * 120)::integer as open_days
      from chance
    ),
    known as (
      select *, case when on_day + open_days <= ${until}::date then on_day + open_days end as closed_on,
        (${county.organisations.map(({ slug }) => slug)}::text[])[organisation] as slug,
        (${county.organisations.map(({ type }) => type)}::text[])[organisation] as type_of_sender
      from one
    )
    insert into counted_case (id, source, reference, received_on, organisation, organisation_type,
      report, exploitation_types, age_group, age_when_exploited, area, location, priority, route,
      queues, is_hidden, is_repeat, is_person, closed_on, unknowns, steps, gender,
      nationality, during)
    select gen_random_uuid(), 'service', case when rare < 0.99 then 'HMS-' || lpad(i::text, 9, '0') end,
      on_day, slug, type_of_sender,
      case type_of_sender when 'helpline' then 'helpline' when 'police' then 'police' else 'partner_to_police' end,
      (${codesOf('exploitation')}::text[])[(1 + floor(type ^ 2 * ${codesOf('exploitation').length}::integer))::integer :
        (1 + floor(type ^ 2 * ${codesOf('exploitation').length}::integer) + (second < 0.25)::integer)::integer],
      (${codesOf('ageGroup')}::text[])[(1 + floor(age ^ 2 * 3))::integer],
      (${codesOf('ageWhenExploited')}::text[])[(1 + floor(age ^ 2 * 3))::integer],
      (${codesOf('area')}::text[])[(1 + floor(place * ${codesOf('area').length}::integer))::integer],
      (${codesOf('place')}::text[])[(1 + floor(other ^ 2 * 4))::integer],
      (array['P1', 'P2', 'P3'])[(1 + floor(how * 3))::integer], route,
      case route when 'nrm' then array['NRM', 'POLICE'] when 'support' then array['BEACON', 'POLICE']
        when 'waiting' then array['HOLD'] else array['POLICE'] end,
      second < 0.02, other < 0.06, age < 0.9, closed_on,
      (${codesOf('fact')}::text[])[1 : floor(how ^ 3 * 5)::integer],
      coalesce(told.steps, '[]'),
      (${codesOf('gender')}::text[])[(1 + floor(sex ^ 2 * ${codesOf('gender').length}::integer))::integer],
      (${codesOf('nationality')}::text[])[(1 + floor(nation ^ 3 * ${codesOf('nationality').length}::integer))::integer],
      daterange(on_day, case when closed_on is not null and awaits_decision(told.steps) is not true
        then greatest(on_day, told.last_on, closed_on) end, '[]')
    from known
    left join lateral (
      select jsonb_agg(jsonb_build_object('kind', kind, 'on', "on", 'minutes', minutes, 'detail', detail)
        order by "on", kind) as steps, max("on") as last_on
      from (values
        (look < 0.97, 'looked', on_day + floor(known.minutes / 1440)::integer, rounded_minutes(known.minutes::numeric),
          case when known.minutes < 900 then 'in_time' else 'late' end || '|' || (array['P1', 'P2', 'P3'])[(1 + floor(how * 3))::integer]),
        (work < 0.4, 'reached', on_day + 1 + floor(work * 10)::integer, rounded_minutes((1500 + work * 20000)::numeric), null),
        (work < 0.8, 'accepted', on_day + 1 + floor(work * 5)::integer, rounded_minutes((work * 7000)::numeric), null),
        (route = 'nrm' and how < 0.4, 'handed_over', on_day + floor(how * 10)::integer, rounded_minutes((how * 9000)::numeric),
          case when how < 0.3 then 'in_time' else 'late' end || '|' || (${codesOf('organisation')}::text[])[(1 + floor(sender * 5))::integer]),
        (route = 'nrm', 'outcome', on_day + 3, null, 'nrm:submitted'),
        (route = 'nrm' and decided < 0.9, 'outcome', on_day + 5 + floor(decided * 120)::integer, null,
          case when other < 0.62 then 'nrm:rg_positive' else 'nrm:rg_negative' end),
        (route = 'nrm' and decided < 0.6 and other < 0.62, 'outcome', on_day + 300 + floor(decided * 400)::integer, null,
          case when other < 0.45 then 'nrm:cg_positive' else 'nrm:cg_negative' end),
        (route = 'nrm' and how < 0.85, 'crime_recorded', on_day + 6, null, null),
        (route = 'duty_to_notify', 'outcome', on_day + 2, null,
          case when how < 0.5 then 'duty_to_notify:submitted_named' else 'duty_to_notify:submitted_anonymous' end),
        (route = 'support', 'outcome', on_day + 5, null, case when how < 0.7 then 'beacon:accepted' else 'beacon:declined' end),
        (true, 'duty', on_day + 2, null, (${dutyKinds}::text[])[(1 + floor(type ^ 2 * 6))::integer] || '|' || slug || '|' ||
          case when how < 0.7 then 'in_time' when how < 0.8 then 'late' when how < 0.9 then 'not_needed' else 'unmet' end),
        (true, 'consent', on_day, null, (${codesOf('purpose')}::text[])[(1 + floor(place * 3))::integer] || ':' ||
          (${codesOf('consentAnswer')}::text[])[(1 + floor(how ^ 2 * 3))::integer]),
        (work < 0.5, 'consent', on_day + floor(work * 90)::integer, null, (${codesOf('purpose')}::text[])[(1 + floor(work * 4))::integer] || ':' ||
          (${codesOf('consentAnswer')}::text[])[(1 + floor(how ^ 2 * 3))::integer]),
        (rare < 0.03, 'released', on_day + 4, null, case when how < 0.8 then 'agreed' else 'emergency' end),
        (rare > 0.96, 'went_ahead', on_day + 4, null, (${codesOf('purpose')}::text[])[1] || '|' || (${codesOf('basis')}::text[])[1]),
        (other > 0.95, 'overruled', on_day + 1, null, (${codesOf('rule')}::text[])[(1 + floor(type * 40))::integer] || '|police_supervisor'),
        (other < 0.06, 'refused', on_day + 2, null, 'decline|' || slug || '|duplicate|POLICE'),
        (decided > 0.97, 'blocked', on_day + 3, null, (${codesOf('blockedBecause')}::text[])[1] || '|stopped'),
        (decided < 0.2, 'waited', on_day + 2 + floor(decided * 40)::integer, rounded_minutes((decided * 60000)::numeric),
          (${codesOf('wait')}::text[])[(1 + floor(place * 3))::integer])
      ) as step (happened, kind, "on", minutes, detail)
      where happened and "on" <= ${until}::date
    ) as told on true`
}
