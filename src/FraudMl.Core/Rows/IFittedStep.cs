using FraudMl.Onnx;

namespace FraudMl.Steps;

/// <summary>A fitted step: plain data that transforms blocks of rows and writes the same maths into an ONNX graph.</summary>
public interface IFittedStep
{
    /// <value>The columns it writes, with their slots.</value>
    IReadOnlyList<SchemaColumn> Adds { get; }

    /// <value>The names of the columns that end here.</value>
    IReadOnlyList<string> Removes { get; }

    /// <summary>Computes its columns for all rows of a block, column by column.</summary>
    /// <param name="block">The block; it has room for every slot of the model.</param>
    void Transform(RowBlock block);

    /// <summary>Writes the same maths into a graph.</summary>
    /// <param name="graph">The graph being written.</param>
    /// <exception cref="OnnxExportException">Thrown with the reason when ONNX can't express the step.</exception>
    void Export(OnnxGraph graph);
}
