namespace FraudMl.Steps;

/// <summary>How many categories share a column of a hash encoding.</summary>
/// <param name="Step">The step.</param>
/// <param name="CategoryCount">The categories of the training rows, over all its columns.</param>
/// <param name="BucketCount">The columns written.</param>
/// <param name="UsedBucketCount">The columns that at least one category has.</param>
/// <param name="CollidingCategoryCount">The categories that are not alone in their column.</param>
/// <param name="LargestBucket">The categories in the fullest column.</param>
public sealed record HashCollisions(string Step, int CategoryCount, int BucketCount, int UsedBucketCount, int CollidingCategoryCount,
    int LargestBucket)
{
    /// <summary>Returns the figures in one line.</summary>
    public override string ToString() =>
        $"{Step}: {CategoryCount} categories in {UsedBucketCount} of {BucketCount} columns, {CollidingCategoryCount} share one, at "
        + $"most {LargestBucket}";
}
