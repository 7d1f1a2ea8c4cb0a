using System.Diagnostics;
using FraudMl.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace FraudMl.Benchmarks;

/// <summary>One model in three scorers, and rows for them in turn.</summary>
internal sealed class ScoringBench : IDisposable
{
    private const int RowCount = 4096;
    private readonly int _width;
    private readonly float[] _rows;
    private readonly ScoringModel _trees;
    private readonly double[] _margins = new double[1000];
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly PredictionEngine<Transaction, Scored> _engine;
    private readonly Transaction[] _transactions;

    public ScoringBench(Dataset data)
    {
        FraudModel model = new FraudPipelineBuilder().Train(Trainers.LightGbm(new() { TreeCount = 200, LeafCount = 31 })).Build().Fit(data);
        _trees = model.Scorer;
        _width = model.Features.Count;
        string[] names = [.. model.Features.Select(feature => feature.Name)];
        float[][] all = [.. Enumerable.Range(0, data.RowCount).Select(row => Array.ConvertAll(names, name => Value(data, name, row)))];
        _rows = [.. Enumerable.Range(0, RowCount + 1000).SelectMany(row => all[row * 7 % all.Length])];
        _session = new InferenceSession(Graph(), new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 });
        _transactions = [.. Enumerable.Range(0, RowCount).Select(row => new Transaction { Features = Row(row, 1).ToArray() })];
        _engine = Engine(all, data);
    }

    /// <summary>Throws unless our scorer and ONNX Runtime give the same.</summary>
    public void RequireAgreement()
    {
        OursThousand(0);
        float[] graph = Run(0, 1000);
        for (int row = 0; row < 1000; row++)
        {
            if (Math.Abs(graph[row] - _margins[row]) > 1e-4)
                throw new InvalidOperationException($"Row {row}: ours {_margins[row]}, ONNX Runtime {graph[row]}.");
        }
    }

    public void OursOne(int row) => _trees.Score(Row(row, 1), _margins.AsSpan(0, 1));

    public void OursThousand(int row) => _trees.Score(Row(row, 1000), _margins);

    public void OnnxOne(int row) => Run(row, 1);

    public void OnnxThousand(int row) => Run(row, 1000);

    public void MlNetOne(int row) => _margins[0] = _engine.Predict(_transactions[row]).Score;

    /// <summary>Returns the fastest of seven passes over the rows, per call.</summary>
    public double Microseconds(Action<int> score, int step)
    {
        double best = double.PositiveInfinity;
        for (int pass = 0; pass < 10; pass++)
        {
            int calls = 0;
            long start = Stopwatch.GetTimestamp();
            for (int row = 0; row < RowCount; row += step, calls++) score(row);
            if (pass >= 3) best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls);
        }

        return best;
    }

    public double AllocatedBytes(Action<int> score)
    {
        score(0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int row = 0; row < RowCount; row++) score(row);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)RowCount;
    }

    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
        _engine.Dispose();
    }

    private ReadOnlySpan<float> Row(int row, int count) => _rows.AsSpan(row * _width, count * _width);

    private float[] Run(int row, int count)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance,
            _rows.AsMemory(row * _width, count * _width), [count, _width]);
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_runOptions, ["features"], [input], ["margin"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private byte[] Graph()
    {
        var graph = new OnnxGraph();
        string margin = _trees.Export(graph, graph.Input("features", OnnxElement.Float, _width));
        graph.Output("margin", graph.Cast(margin, OnnxElement.Float), OnnxElement.Float);
        return graph.ToBytes();
    }

    private PredictionEngine<Transaction, Scored> Engine(float[][] rows, Dataset data)
    {
        var ml = new MLContext(1);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Transaction));
        schema[nameof(Transaction.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _width);
        IDataView view = ml.Data.LoadFromEnumerable(
            rows.Select((row, i) => new Transaction { Features = row, Label = data.Labels[i] }), schema);
        var options = new Microsoft.ML.Trainers.FastTree.FastTreeBinaryTrainer.Options { NumberOfTrees = 200, NumberOfLeaves = 31,
            NumberOfThreads = 2 };
        ITransformer fitted = ml.BinaryClassification.Trainers.FastTree(options).Fit(view);
        return ml.Model.CreatePredictionEngine<Transaction, Scored>(fitted, true, schema);
    }

    private static float Value(Dataset data, string name, int row) => ((NumberColumn)data[name]).Values[row];

    private sealed class Transaction
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}
