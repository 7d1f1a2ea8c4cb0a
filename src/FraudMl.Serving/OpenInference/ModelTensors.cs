using System.Runtime.CompilerServices;

namespace FraudMl.Serving;

/// <summary>What a model gives.</summary>
internal enum OutputTensor
{
    Probability,
    Decision,
}

/// <summary>How the columns and outputs of a served model stand as tensors.</summary>
internal sealed class ModelTensors
{
    /// <summary>The name of the tensor that has all inputs, where they are numbers.</summary>
    public const string MatrixName = "inputs";

    public const string Probability = "fraud_probability";
    public const string Decision = "fraud_decision";

    private static readonly ConditionalWeakTable<ServedModel, ModelTensors> Known = [];

    private readonly int[][] _single;
    private readonly bool _isMatrixPlain;

    private ModelTensors(ServedModel model)
    {
        Columns = model.Columns;
        _single = [.. Enumerable.Range(0, Columns.Count).Select(column => new[] { column })];
        int[] required = [.. Enumerable.Range(0, Columns.Count).Where(column => Columns.InputOf(column) >= 0)];
        bool isMatrix = required.Length > 0 && Columns.Names.CodeOf(MatrixName) < 0
            && required.All(column => KindOf(column) == ColumnKind.Number);
        Matrix = isMatrix ? required : null;
        _isMatrixPlain = Array.TrueForAll(required, column => Columns.NumberOf(column) >= 0);
        Inputs = [.. Enumerable.Range(0, Columns.Count).Select(column => new TensorMetadata(Columns.NameOf(column), TypeOf(column), [-1]))];
        if (isMatrix) Inputs = [.. Inputs, new TensorMetadata(MatrixName, TensorType.Fp32.NameOf(), [-1, required.Length])];
        HasDecision = model.Model.Decision is not null;
        AllOutputs = HasDecision ? [OutputTensor.Probability, OutputTensor.Decision] : [OutputTensor.Probability];
        Outputs = [new TensorMetadata(Probability, TensorType.Fp64.NameOf(), [-1])];
        if (HasDecision) Outputs = [.. Outputs, new TensorMetadata(Decision, TensorType.Int64.NameOf(), [-1])];
    }

    public RequestColumns Columns { get; }

    /// <value>The columns of the tensor that has all inputs, in their order; null where not all are numbers.</value>
    public int[]? Matrix { get; }

    /// <value>The inputs, described.</value>
    public TensorMetadata[] Inputs { get; }

    /// <value>The outputs, described.</value>
    public TensorMetadata[] Outputs { get; }

    /// <value>The outputs of a request that asks for none in particular.</value>
    public OutputTensor[] AllOutputs { get; }

    private bool HasDecision { get; }

    public static ModelTensors Of(ServedModel model) => Known.GetValue(model, served => new ModelTensors(served));

    /// <summary>Returns the column that a tensor feeds: one of the model's, all inputs, or none.</summary>
    public int ColumnOf(ReadOnlySpan<byte> name) => Columns.Names.CodeOf(name) is >= 0 and var column ? column
        : Matrix is not null && name.SequenceEqual("inputs"u8) ? InputTensor.AllInputs : InputTensor.NoColumn;

    /// <summary>Returns the column that a tensor feeds: one of the model's, all inputs, or none.</summary>
    public int ColumnOf(string name) => Columns.Names.CodeOf(name) is >= 0 and var column ? column
        : Matrix is not null && name == MatrixName ? InputTensor.AllInputs : InputTensor.NoColumn;

    /// <summary>Returns the columns of the model that a tensor feeds.</summary>
    public int[] ColumnsOf(in InputTensor tensor) => tensor.Column == InputTensor.AllInputs ? Matrix! : _single[tensor.Column];

    /// <summary>Returns whether columns feed numbers as they stand and nothing else.</summary>
    public bool ArePlain(int[] columns) => columns == Matrix ? _isMatrixPlain : Columns.NumberOf(columns[0]) >= 0;

    /// <summary>Returns the output of a name.</summary>
    /// <exception cref="ScoringInputException">Thrown when the model has none of that name.</exception>
    public OutputTensor OutputOf(ReadOnlySpan<char> name)
    {
        if (name.SequenceEqual(Probability)) return OutputTensor.Probability;
        if (HasDecision && name.SequenceEqual(Decision)) return OutputTensor.Decision;
        throw ScoringInputException.BadRequest(
            $"An output must be {string.Join(" or ", Outputs.Select(output => $"'{output.Name}'"))}; the request asks for another.");
    }

    /// <summary>Returns the kind of input that a column feeds; null for one that is only carried.</summary>
    public ColumnKind? KindOf(int column) => Columns.InputOf(column) is >= 0 and var input ? Columns.Inputs[input].Kind : null;

    /// <summary>Returns the name of a tensor, for messages.</summary>
    public string NameOf(int column) => column switch
    {
        InputTensor.AllInputs => MatrixName,
        InputTensor.NoColumn => "(one that the model does not read)",
        _ => Columns.NameOf(column),
    };

    private string TypeOf(int column) => (Columns.KindOf(column) switch
    {
        ColumnKind.Number => TensorType.Fp64,
        ColumnKind.Timestamp => TensorType.Int64,
        _ => TensorType.Bytes,
    }).NameOf();
}
