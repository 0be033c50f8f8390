import { Numbers, Section } from '@/components/learning/section'
import type { Learning } from '@/lib/outcomes/learning'
import { isProblemKind, problemKinds } from '@/lib/referral/problem-kinds'
import { questionOf } from '@/lib/referral/question-of'

const askOf = (id: string) => questionOf(id)?.ask ?? 'A name that is none of our questions'
const kindOf = (kind: string) => (isProblemKind(kind) ? problemKinds[kind] : kind)

/** Which questions the form had to ask again. What was typed is kept nowhere. */
export function FormLearned({ learning: { refusedAnswers } }: { learning: Learning }) {
  const [first] = refusedAnswers
  return (
    <Section
      id="form"
      title="Where the form gets in the way"
      finding={
        first
          ? `The question “${askOf(first.question)}” was asked again most often. What people typed is not kept, nor who they are.`
          : 'No answer was refused.'
      }
    >
      <Numbers
        caption="Questions that were asked again"
        head={['Question', 'What was wrong', 'On the pages', 'By the partner API']}
        rows={refusedAnswers.map(({ question, problem, pages, api }) => [
          askOf(question),
          kindOf(problem),
          pages,
          api,
        ])}
      />
    </Section>
  )
}
