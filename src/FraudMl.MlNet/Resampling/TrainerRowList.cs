using System.Collections;

namespace FraudMl;

/// <summary>Training rows one after the other, in one object that is filled anew for each.</summary>
internal sealed class TrainerRowList(TrainingData data) : IEnumerable<TrainerRow>
{
    public IEnumerator<TrainerRow> GetEnumerator()
    {
        var row = new TrainerRow { Features = new float[data.Matrix.ColumnCount], Weight = 1 };
        for (int i = 0; i < data.Labels.Length; i++)
        {
            row.Label = data.Labels.Span[i];
            data.Matrix.Row(i).CopyTo(row.Features);
            if (!data.Weights.IsEmpty) row.Weight = data.Weights.Span[i];
            yield return row;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
