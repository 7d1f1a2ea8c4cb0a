namespace FraudMl;

/// <summary>Adds binning to the pipeline builder.</summary>
public static class BinCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that replaces numbers by the number of their bin, from 0, or by one indicator per bin.</summary>
        /// <remarks>The outer bins are open, so every number has one. Missing values stay missing; among
        /// indicators they get zeros.</remarks>
        /// <param name="columns">Number columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder Bin(Columns columns, BinOptions? options = null) =>
            builder.Step(new BinStep(columns, options ?? new BinOptions()));
    }
}
