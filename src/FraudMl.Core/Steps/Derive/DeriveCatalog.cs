using System.Linq.Expressions;

namespace FraudMl;

/// <summary>Adds derived columns to the pipeline builder.</summary>
public static class DeriveCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that computes a column from an expression over number columns as they stand at its place.</summary>
        /// <remarks>
        /// The expression is read into a small tree, computed in 32-bit floats and exported to ONNX; it is never compiled.
        /// A column of the same name is replaced.
        /// </remarks>
        /// <param name="name">The new column's name.</param>
        /// <param name="expression">For example <c>row =&gt; MathF.Log(1 + row["Amount"])</c>.</param>
        /// <exception cref="FraudMlException">Thrown when the expression uses something that is not supported.</exception>
        public FraudPipelineBuilder Derive(string name, Expression<Func<FeatureRow, double>> expression) =>
            builder.Step(new DeriveStep(new(name, DerivedParser.ParseColumn(expression, $"Derive(\"{name}\")"))));
    }
}
