import type { ProducerInput } from '../../catalog/producer.ts'
import { adminPaths } from '../../urls.ts'
import { ProducerForm, ProducerProblems } from './producer-form.tsx'

type Props = { id: string; input: ProducerInput; problems: Record<string, string> }

/** A producer to add. Scans come once it is there. */
export const NewProducerPage = ({ id, input, problems }: Props) => (
  <>
    <p>
      <a href={adminPaths.producers}>← 生产者</a>
    </p>
    <h1>新增生产者</h1>
    <ProducerProblems problems={problems} />
    <p class="fine">保存以后可以上传证照的扫描件。</p>
    <ProducerForm action={adminPaths.newProducer} input={input} problems={problems} mayWrite>
      <input type="hidden" name="id" value={id} />
    </ProducerForm>
  </>
)
