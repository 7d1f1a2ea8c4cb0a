namespace FraudMl;

/// <summary>A split of a tree that is being explained; places count the tree's nodes from its root, 0, and a right child follows its left one.</summary>
/// <param name="Feature">The feature it looks at.</param>
/// <param name="Threshold">A value up to it goes left.</param>
/// <param name="MissingLeft">Whether a missing value goes left.</param>
/// <param name="Place">Its own place.</param>
/// <param name="Left">The place of its left child.</param>
/// <param name="Before">The place that the last split above on the same feature led to; the root when there was none.</param>
internal readonly record struct ExplainedSplit(int Feature, float Threshold, bool MissingLeft, int Place, int Left, int Before);
