namespace FraudMl;

/// <summary>Adds max-abs scaling to the pipeline builder.</summary>
public static class MaxAbsCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that divides numbers by the largest absolute value of the training rows; 0 stays 0.</summary>
        /// <remarks>A column of zeros gets scale 1; missing values stay missing.</remarks>
        /// <param name="columns">Number columns.</param>
        public FraudPipelineBuilder MaxAbs(Columns columns) => builder.Step(new MaxAbsStep(columns));
    }
}
