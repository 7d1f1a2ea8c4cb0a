using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>A small expression tree over columns: plain data, interpreted column by column, never compiled.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "node")]
[JsonDerivedType(typeof(DerivedNumber), "number")]
[JsonDerivedType(typeof(DerivedColumn), "column")]
[JsonDerivedType(typeof(DerivedCall), "call")]
[JsonDerivedType(typeof(DerivedTextTest), "text")]
internal abstract record DerivedNode
{
    /// <summary>Returns the names of the columns it reads.</summary>
    public abstract IEnumerable<string> Columns();

    /// <summary>Returns the expression and every part of it.</summary>
    public virtual IEnumerable<DerivedNode> Nodes() => [this];

    /// <summary>Returns the texts that columns are compared with.</summary>
    public virtual IEnumerable<KeyValuePair<string, string>> Texts() => [];

    /// <summary>Returns the expression with each column's slot filled in.</summary>
    public abstract DerivedNode Bind(RowSchema schema);

    /// <summary>Checks an expression that was read from a file.</summary>
    /// <exception cref="FraudMlException">Thrown when it is damaged.</exception>
    public virtual void Check(RowSchema schema)
    {
    }

    /// <summary>Computes the expression for every row of a block.</summary>
    public abstract void Evaluate(RowBlock block, Span<float> result);

    /// <summary>Writes the expression into a graph and returns the tensor's name.</summary>
    public abstract string Export(OnnxGraph graph);
}
