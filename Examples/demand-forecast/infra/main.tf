# Cloud, registry, budget and the rules of the repository. The workspace names the environment; both
# have the same keys in `sizes`.

terraform {
  required_version = "~> 1.11"
  required_providers {
    aws    = { source = "hashicorp/aws", version = "~> 6.0" }
    github = { source = "integrations/github", version = "~> 6.6" }
  }
  backend "s3" {
    bucket       = "bakery-demand-terraform"
    key          = "demand-forecast"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }
}

locals {
  environment = terraform.workspace
  sizes = {
    staging    = { budget = "40", days_kept = 30, mail = "bakery-platform@bakery.example" }
    production = { budget = "150", days_kept = 365, mail = "bakery-platform@bakery.example" }
  }
  size = local.sizes[local.environment]
}

provider "aws" {
  region = "eu-central-1"
  default_tags {
    tags = { system = "demand-forecast", environment = local.environment }
  }
}

resource "aws_kms_key" "data" {
  description         = "Sales, log of predictions, models"
  enable_key_rotation = true
}

resource "aws_s3_bucket" "data" {
  bucket = "bakery-demand-${local.environment}"
}

resource "aws_s3_bucket_versioning" "data" {
  bucket = aws_s3_bucket.data.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = aws_s3_bucket.data.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "data" {
  bucket                  = aws_s3_bucket.data.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "data" {
  bucket = aws_s3_bucket.data.id
  rule {
    id     = "retention"
    status = "Enabled"
    filter {}
    expiration { days = local.size.days_kept }
  }
}

data "aws_iam_policy_document" "tls_only" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "tls_only" {
  bucket = aws_s3_bucket.data.id
  policy = data.aws_iam_policy_document.tls_only.json
}

# Three roles, each with what it needs: the service reads, training writes models, monitoring reads logs.
data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.data.arn}/*"]
  }
  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.data.arn]
  }
}

resource "aws_iam_policy" "read" {
  name   = "demand-read-${local.environment}"
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_ecr_repository" "image" {
  name                 = "demand-forecast"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = true
  }
  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.data.arn
  }
}

resource "aws_secretsmanager_secret" "tokens" {
  name       = "demand-forecast/${local.environment}/tokens"
  kms_key_id = aws_kms_key.data.arn
}

resource "aws_secretsmanager_secret_rotation" "tokens" {
  secret_id = aws_secretsmanager_secret.tokens.id
  rotation_rules {
    automatically_after_days = 90
  }
}

# Training and serving are told apart by the tag `component`.
resource "aws_budgets_budget" "month" {
  name         = "demand-forecast-${local.environment}"
  budget_type  = "COST"
  limit_amount = local.size.budget
  limit_unit   = "EUR"
  time_unit    = "MONTHLY"

  cost_filter {
    name   = "TagKeyValue"
    values = ["user:system$demand-forecast"]
  }

  dynamic "notification" {
    for_each = toset([80, 100])
    content {
      comparison_operator        = "GREATER_THAN"
      threshold                  = notification.value
      threshold_type             = "PERCENTAGE"
      notification_type          = "ACTUAL"
      subscriber_email_addresses = [local.size.mail]
    }
  }
}

# Nobody pushes to main, administrators included; somebody else approves, an owner for owned paths.
resource "github_repository_ruleset" "main" {
  name        = "main"
  repository  = "demand-forecast"
  target      = "branch"
  enforcement = "active"

  conditions {
    ref_name {
      include = ["~DEFAULT_BRANCH"]
      exclude = []
    }
  }

  rules {
    deletion         = true
    non_fast_forward = true
    pull_request {
      required_approving_review_count   = 1
      require_code_owner_review         = true
      dismiss_stale_reviews_on_push     = true
      require_last_push_approval        = true
      required_review_thread_resolution = true
    }
    required_status_checks {
      strict_required_status_checks_policy = true
      required_check { context = "test" }
      required_check { context = "infrastructure" }
      required_check { context = "image" }
    }
  }
}

resource "github_repository_environment" "this" {
  repository  = "demand-forecast"
  environment = local.environment
  deployment_branch_policy {
    protected_branches     = true
    custom_branch_policies = false
  }
}

output "bucket" {
  value = aws_s3_bucket.data.arn
}

output "image_repository" {
  value = aws_ecr_repository.image.repository_url
}
