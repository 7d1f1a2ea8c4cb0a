using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl;

/// <summary>Training data as ML.NET reads it, straight from the matrix: a boolean label, a vector of features and, where there are any, weights.</summary>
internal sealed class MatrixView : IDataView
{
    public const string Label = "Label";
    public const string Features = "Features";
    public const string Weight = "Weight";

    private readonly CancellationToken _cancellation;

    public MatrixView(TrainingData data, FeatureScaling? scaling = null, CancellationToken cancellation = default)
    {
        Data = data;
        Scaling = scaling;
        _cancellation = cancellation;
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(Label, BooleanDataViewType.Instance);
        schema.AddColumn(Features, new VectorDataViewType(NumberDataViewType.Single, data.Matrix.ColumnCount));
        if (!data.Weights.IsEmpty) schema.AddColumn(Weight, NumberDataViewType.Single);
        Schema = schema.ToSchema();
    }

    public TrainingData Data { get; }

    public FeatureScaling? Scaling { get; }

    public DataViewSchema Schema { get; }

    public string? WeightColumn => Data.Weights.IsEmpty ? null : Weight;

    /// <value>Which column of the matrix stands at each place; null for its own order.</value>
    public int[]? Order { get; init; }

    public bool CanShuffle => false;

    public long? GetRowCount() => Data.Matrix.RowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new MatrixCursor(this, columnsNeeded, _cancellation);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
