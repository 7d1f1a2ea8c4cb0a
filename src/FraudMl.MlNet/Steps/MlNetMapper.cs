using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl;

/// <summary>Runs a transformer over the rows of a block; for one thread at a time.</summary>
internal sealed class MlNetMapper : IDisposable
{
    private readonly BlockRow _input;
    private readonly DataViewRow _row;
    private readonly List<Action<RowBlock, int>> _writers = [];

    public MlNetMapper(ITransformer transformer, IReadOnlyList<SchemaColumn> inputs, IReadOnlyList<MlNetOutput> outputs,
        IReadOnlyList<SchemaColumn> adds)
    {
        DataViewSchema schema = MlNetInputs.None(inputs).AsDataView().Schema;
        _input = new BlockRow(inputs, schema);
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(schema);
        DataViewSchema.Column[] columns = [.. outputs.Select(output => mapper.OutputSchema[output.Name])];
        _row = mapper.GetRow(_input, columns);
        int next = 0;
        for (int i = 0; i < outputs.Count; i++)
        {
            if (MlNetOutput.SizeOf(columns[i].Type) != outputs[i].Size)
                throw new FraudMlException($"This model is damaged: column {outputs[i].Name} of ML.NET has another size than its "
                    + $"transformer gives it. Take a fresh copy.");
            int[] slots = [.. adds.Skip(next).Take(outputs[i].Size).Select(column => column.Slot)];
            _writers.Add(Writer(_row, columns[i], slots));
            next += outputs[i].Size;
        }
    }

    public void Transform(RowBlock block)
    {
        for (int row = 0; row < block.RowCount; row++)
        {
            _input.MoveTo(block, row);
            foreach (Action<RowBlock, int> write in _writers) write(block, row);
        }
    }

    public void Dispose()
    {
        _row.Dispose();
        _input.Dispose();
    }

    private static Action<RowBlock, int> Writer(DataViewRow row, DataViewSchema.Column column, int[] slots)
    {
        Type type = column.Type is VectorDataViewType vector ? vector.ItemType.RawType : column.Type.RawType;
        if (type == typeof(double)) return Writer<double>(row, column, slots, value => (float)value);
        return type == typeof(bool) ? Writer<bool>(row, column, slots, value => value ? 1 : 0)
            : Writer<float>(row, column, slots, value => value);
    }

    private static Action<RowBlock, int> Writer<T>(DataViewRow row, DataViewSchema.Column column, int[] slots, Func<T, float> number)
    {
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> get = row.GetGetter<T>(column);
            T value = default!;
            return (block, at) =>
            {
                get(ref value);
                block.Numbers(slots[0])[at] = number(value);
            };
        }

        ValueGetter<VBuffer<T>> getVector = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> buffer = default;
        return (block, at) =>
        {
            getVector(ref buffer);
            ReadOnlySpan<T> values = buffer.GetValues();
            if (!buffer.IsDense)
            {
                foreach (int slot in slots) block.Numbers(slot)[at] = 0;
            }

            ReadOnlySpan<int> places = buffer.GetIndices();
            for (int i = 0; i < values.Length; i++) block.Numbers(slots[buffer.IsDense ? i : places[i]])[at] = number(values[i]);
        };
    }
}
