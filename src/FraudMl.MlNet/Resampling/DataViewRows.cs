using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl;

/// <summary>Training rows from and to ML.NET's data views.</summary>
internal static class DataViewRows
{
    private const string SlotNames = "SlotNames";

    public static TrainingData Read(IDataView view, TrainerColumns names)
    {
        DataViewSchema.Column label = view.Schema[names.Label], features = view.Schema[names.Features];
        DataViewSchema.Column? weight = names.Weight is null ? null : view.Schema[names.Weight];
        List<bool> labels = [];
        List<float> values = [], weights = [];
        using (DataViewRowCursor cursor = view.GetRowCursor(weight is { } used ? [label, features, used] : [label, features]))
        {
            ValueGetter<bool> getLabel = cursor.GetGetter<bool>(label);
            ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(features);
            ValueGetter<float>? getWeight = weight is { } column ? cursor.GetGetter<float>(column) : null;
            (bool fraud, float rowWeight, VBuffer<float> buffer) = (false, 0, default);
            while (cursor.MoveNext())
            {
                getLabel(ref fraud);
                labels.Add(fraud);
                getFeatures(ref buffer);
                values.AddRange(buffer.DenseValues());
                if (getWeight is null) continue;
                getWeight(ref rowWeight);
                weights.Add(rowWeight);
            }
        }

        int count = (features.Type as VectorDataViewType)?.Size ?? 0;
        if (count == 0) throw new FraudMlException($"Resampling needs features of a known number, and '{names.Features}' has none. "
            + $"Concatenate the features before the trainer.") { ColumnName = names.Features };
        return new TrainingData(new FeatureMatrix([.. values], labels.Count, Columns(features, count)),
            labels.ToArray()) { Weights = weights.ToArray() };
    }

    public static IDataView Write(TrainingData data, TrainerColumns names)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(TrainerRow));
        definition[nameof(TrainerRow.Label)].ColumnName = names.Label;
        SchemaDefinition.Column features = definition[nameof(TrainerRow.Features)];
        features.ColumnName = names.Features;
        features.ColumnType = new VectorDataViewType(NumberDataViewType.Single, data.Matrix.ColumnCount);
        ReadOnlyMemory<char>[] slots = [.. data.Matrix.Columns.Select(column => column.Name.AsMemory())];
        features.AddAnnotation(SlotNames, new VBuffer<ReadOnlyMemory<char>>(slots.Length, slots),
            new VectorDataViewType(TextDataViewType.Instance, slots.Length));
        if (names.Weight is { } weight) definition[nameof(TrainerRow.Weight)].ColumnName = weight;
        else definition.Remove(definition[nameof(TrainerRow.Weight)]);
        return new MLContext(seed: 0).Data.LoadFromEnumerable(new TrainerRowList(data), definition);
    }

    private static FeatureColumn[] Columns(DataViewSchema.Column features, int count)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (features.HasSlotNames()) features.GetSlotNames(ref names);
        string[] slots = [.. names.DenseValues().Select(name => name.ToString())];
        return [.. Enumerable.Range(0, count).Select(i => i < slots.Length && slots[i].Length > 0 ? slots[i] : $"{features.Name}[{i}]")
            .Select(name => new FeatureColumn(name, name))];
    }
}
