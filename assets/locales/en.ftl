distance-in-days = in { $days ->
    [one] { $days } day
   *[other] { $days } days
}
distance-within-a-day = within a day
distance-less-than-a-day-ago = less than a day ago
distance-days-ago = { $days ->
    [one] { $days } day
   *[other] { $days } days
} ago
days-short = { $days } d
